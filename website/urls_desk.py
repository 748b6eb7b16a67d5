"""Where the association's staff write the public site: under /desk/site/."""

from django.urls import path

from website.views import desk_lists, desk_news, desk_pages, desk_pictures

app_name = "site"
urlpatterns = [
    path("desk/site/", desk_pages.overview, name="overview"),
    path("desk/site/pages/<slug:slug>/", desk_pages.page_edit, name="page-edit"),
    path("desk/site/pages/<slug:slug>/history/", desk_pages.page_history, name="page-history"),
    path("desk/site/pages/<slug:slug>/history/<int:number>/", desk_pages.version_restore, name="version-restore"),
    path("desk/site/news/", desk_news.news_list, name="news"),
    path("desk/site/news/new/", desk_news.news_write, name="news-write"),
    path("desk/site/news/<uuid:id>/", desk_news.news_change, name="news-change"),
    path("desk/site/news/<uuid:id>/removal/", desk_news.news_remove, name="news-remove"),
    path("desk/site/pictures/", desk_pictures.picture_list, name="pictures"),
    path("desk/site/pictures/new/", desk_pictures.picture_add, name="picture-add"),
    path("desk/site/pictures/<uuid:id>/removal/", desk_pictures.picture_remove, name="picture-remove"),
    path("desk/site/partners/", desk_lists.partner_list, name="partners"),
    path("desk/site/partners/new/", desk_lists.partner_add, name="partner-add"),
    path("desk/site/partners/<uuid:id>/", desk_lists.partner_change, name="partner-change"),
    path("desk/site/partners/<uuid:id>/removal/", desk_lists.partner_remove, name="partner-remove"),
    path("desk/site/journey/", desk_lists.journey, name="journey"),
    path("desk/site/journey/new/", desk_lists.step_add, name="step-add"),
    path("desk/site/journey/<uuid:id>/", desk_lists.step_change, name="step-change"),
    path("desk/site/journey/<uuid:id>/removal/", desk_lists.step_remove, name="step-remove"),
    path("desk/site/messages/", desk_lists.message_list, name="messages"),
    path("desk/site/messages/<uuid:id>/", desk_lists.message, name="message"),
]
