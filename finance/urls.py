from finance.urls_adults import adult_urls
from finance.urls_bank import bank_urls
from finance.urls_cash import cash_urls
from finance.urls_goods import goods_urls
from finance.urls_grants import grant_urls
from finance.urls_handover import handover_urls
from finance.urls_ledgers import ledger_urls
from finance.urls_papers import paper_urls
from finance.urls_pupils import pupil_urls
from finance.urls_taking_over import taking_over_urls
from finance.urls_writing import writing_urls
from finance.urls_year import year_urls

app_name = "finance"
urlpatterns = [
    *adult_urls,
    *pupil_urls,
    *writing_urls,
    *year_urls,
    *cash_urls,
    *grant_urls,
    *goods_urls,
    *ledger_urls,
    *bank_urls,
    *taking_over_urls,
    *paper_urls,
    *handover_urls,
]
