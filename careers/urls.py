from django.urls import path

from careers.views import demand, learning, method, pay, recommend, work

app_name = "careers"

urlpatterns = [
    path("careers/", work.home, name="home"),
    path("careers/roles/<str:slug>/", work.role, name="role"),
    path("careers/jobs/", demand.jobs, name="jobs"),
    path("careers/jobs/monthly.csv", demand.monthly_csv, name="monthly_csv"),
    path("careers/jobs/observations.csv", demand.observations_csv, name="jobs_csv"),
    path("careers/salaries/", pay.salaries, name="salaries"),
    path("careers/salaries/observations.csv", pay.observations_csv, name="salaries_csv"),
    path("careers/findings/<str:slug>/", work.finding, name="finding"),
    path("careers/recommend/", recommend.recommend, name="recommend"),
    path("careers/readers/", recommend.readers, name="readers"),
    path("careers/paths/", learning.paths, name="paths"),
    path("careers/paths/<str:slug>/", learning.path, name="path"),
    path("careers/paths/<str:slug>/calendar.ics", learning.calendar, name="path_calendar"),
    path("careers/paths/<str:slug>/steps.md", learning.markdown, name="path_markdown"),
    path("method/", method.method, name="method"),
]
