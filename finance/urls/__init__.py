from finance.urls.adults import adult_urls
from finance.urls.bank import bank_urls
from finance.urls.cash import cash_urls
from finance.urls.goods import goods_urls
from finance.urls.grants import grant_urls
from finance.urls.handover import handover_urls
from finance.urls.ledgers import ledger_urls
from finance.urls.papers import paper_urls
from finance.urls.pupils import pupil_urls
from finance.urls.taking_over import taking_over_urls
from finance.urls.writing import writing_urls
from finance.urls.year import year_urls

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
