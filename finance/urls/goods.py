"""Addresses of the inventory, and of the switch that opens the accounts."""

from django.urls import path

from finance.views import goods, open_accounts, pupils_things

COOPERATIVE = "cooperatives/<uuid:id>/money/goods"

goods_urls = [
    path("cooperatives/<uuid:id>/money/open/", open_accounts.open_to_all, name="open-accounts"),
    path(COOPERATIVE + "/", goods.goods, name="goods"),
    path(COOPERATIVE + ".csv", goods.goods_file, {"form": "csv"}, name="goods-csv"),
    path(COOPERATIVE + ".xlsx", goods.goods_file, {"form": "xlsx"}, name="goods-xlsx"),
    path(COOPERATIVE + ".pdf", goods.goods_file, {"form": "pdf"}, name="goods-pdf"),
    path(COOPERATIVE + "/new/", goods.good_new, name="good-new"),
    path(COOPERATIVE + "/import/", goods.goods_import, name="goods-import"),
    path(COOPERATIVE + "/of/<uuid:entry_id>/", goods.good_of_entry, name="good-of-entry"),
    path(COOPERATIVE + "/<uuid:item_id>/", goods.good, name="good"),
    path(COOPERATIVE + "/<uuid:item_id>/photo/", goods.good_photo, name="good-photo"),
    path(COOPERATIVE + "/<uuid:item_id>/leave/", goods.good_leave, name="good-leave"),
    path("pupil/money/things/", pupils_things.things, name="pupil-things"),
]
