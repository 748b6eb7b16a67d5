"""The numbers of accounts that files write, and the IBAN behind them (France: bank, branch, number, key)."""

_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")
_IBAN_LENGTH = 27


def iban_of(bank: str, branch: str, number: str) -> str:
    """The French IBAN of a bank code (5 figures), a branch code (5) and an account number (up to 11 letters and
    figures), "" when they are no such codes. The keys follow from the codes.
    """
    number = number.upper().zfill(11)
    known = bank.isascii() and bank.isdigit() and branch.isascii() and branch.isdigit() and number.isascii()
    if not known or not (len(bank) == len(branch) == 5 and len(number) == 11 and number.isalnum()):
        return ""
    key = 97 - (89 * int(bank) + 15 * int(branch) + 3 * int(number.translate(_LETTERS))) % 97
    national = f"{bank}{branch}{number}{key:02d}"
    figures = "".join(str(int(sign, 36)) for sign in f"{national}FR00")
    return f"FR{98 - int(figures) % 97:02d}{national}"


def names_account(written: str, iban: str) -> bool:
    """Whether what a file writes names the account of `iban`: the IBAN itself, or its French number without the bank
    and the branch (leading zeros may lack; under six signs is too little to tell).
    """
    written, iban = ("".join(text.split()).upper() for text in (written, iban))
    if written == iban:
        return bool(iban)
    national = iban[4:] if iban.startswith("FR") and len(iban) == _IBAN_LENGTH else ""
    number, bare = national[10:21], written.lstrip("0")
    return len(bare) >= 6 and (bare == number.lstrip("0") or written in (national, national[:-2], national[10:]))
