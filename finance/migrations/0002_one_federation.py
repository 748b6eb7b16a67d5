from django.db import migrations

# A row of money cannot point across federations, nor a class's share or an entry's paper across cooperatives and books.
KEYS = [
    # (table, name, columns, target, target's columns)
    ("finance_account", "year", "federation_id, year_id", "cooperatives_schoolyear", "federation_id, id"),
    ("finance_book", "year", "federation_id, year_id", "cooperatives_schoolyear", "federation_id, id"),
    ("finance_book", "cooperative", "federation_id, cooperative_id", "cooperatives_cooperative", "federation_id, id"),
    ("finance_entry", "book", "federation_id, book_id", "finance_book", "federation_id, id"),
    ("finance_entry", "voucher", "book_id, voucher_id", "finance_voucher", "book_id, id"),
    ("finance_entryline", "entry", "federation_id, entry_id", "finance_entry", "federation_id, id"),
    ("finance_entryline", "account", "federation_id, account_id", "finance_account", "federation_id, id"),
    ("finance_voucherscheme", "year", "federation_id, year_id", "cooperatives_schoolyear", "federation_id, id"),
    ("finance_classfund", "cooperative", "federation_id, cooperative_id", "cooperatives_cooperative", "federation_id, id"),
    ("finance_classfund", "classroom", "cooperative_id, classroom_id", "cooperatives_classroom", "cooperative_id, id"),
]


def key(table, name, columns, target, target_columns):
    constraint = f"{table}_one_{name}"
    return migrations.RunSQL(
        sql=f"ALTER TABLE {table} ADD CONSTRAINT {constraint} FOREIGN KEY ({columns}) REFERENCES {target} ({target_columns})",
        reverse_sql=f"ALTER TABLE {table} DROP CONSTRAINT {constraint}",
    )


class Migration(migrations.Migration):
    """Composite keys: the federation (or the cooperative, or the book) is part of what a row points with."""

    dependencies = [("finance", "0001_ledger")]

    operations = [key(*row) for row in KEYS]
