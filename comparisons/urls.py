from django.urls import path

from comparisons.views import claims, comparing, predictions, stories, trends

app_name = "comparisons"

urlpatterns = [
    path("", comparing.home, name="home"),
    path("frameworks/", comparing.frameworks, name="frameworks"),
    path("frameworks/<str:slug>/", comparing.framework, name="framework"),
    path("frameworks/<str:framework>/<str:feature>/", comparing.value, name="value"),
    path("tools/", comparing.tools, name="tools"),
    path("compare/", comparing.picker, name="picker"),
    path("compare/<str:address>/", comparing.comparison, name="comparison"),
    path("claims/", claims.claims, name="claims"),
    path("claims/<str:slug>/", claims.claim, name="claim"),
    path("predictions/", predictions.predictions, name="predictions"),
    path("predictions/<str:slug>/", predictions.prediction, name="prediction"),
    path("trends/", trends.trends, name="trends"),
    path("trends/who-leads/", trends.leaders, name="leaders"),
    path("trends/milestones/", trends.milestones, name="milestones"),
    path("trends/<str:slug>/", trends.metric, name="metric"),
    path("trends/<str:slug>/observations.csv", trends.metric_csv, name="metric_csv"),
    path("stories/", stories.stories, name="stories"),
    path("stories/<str:slug>/", stories.story, name="story"),
]
