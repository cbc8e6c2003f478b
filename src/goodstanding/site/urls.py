"""Every address of the site. Those of the desk ask who somebody is; all others only read."""

from django.urls import URLPattern, URLResolver, path, register_converter

from goodstanding.api import changes, checks
from goodstanding.api import departments as api_departments
from goodstanding.api import plan as api_plan
from goodstanding.api import views as api
from goodstanding.web import departments, rights
from goodstanding.web import views as web
from goodstanding.web.addresses import KeyPart, LanguagePart
from goodstanding.web.desk import (
    acts,
    agents,
    batch,
    counter_case,
    dispatch,
    drafts,
    evidence,
    figures,
    gate,
    handing,
    letters,
    lookups,
    offices,
    opening,
    own,
    paper,
    permits,
    report,
    reviewing,
    sealed,
    service,
)
from goodstanding.web.desk import views as desk

register_converter(LanguagePart, "language")
register_converter(KeyPart, "key")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", web.root, name="root"),
    path("<language:language>/", web.home, name="home"),
    path("<language:language>/search", web.look_up, name="search"),
    path("<language:language>/search.json", api.look_up, name="search-twin"),
    path("<language:language>/entity/<key:key>/plan.json", api_plan.plan, name="plan-twin"),
    path("<language:language>/entity/<key:key>/plan", rights.plan, name="plan"),
    path("<language:language>/entity/<key:key>.json", api.entity, name="entity-twin"),
    path("<language:language>/entity/<key:key>", web.entity, name="entity"),
    path("<language:language>/rules/<slug:model>", web.rules, name="rules"),
    path("<language:language>/rights", rights.rights, name="rights"),
    path("<language:language>/rights/lists", rights.lists, name="lists"),
    path("<language:language>/rights/lists/<slug:name>", rights.list_, name="list"),
    path("<language:language>/rights/measures", rights.measures, name="measures"),
    path("<language:language>/rights/measures/<slug:name>", rights.measure, name="measure"),
    path("<language:language>/rights/pledges", rights.pledges, name="pledges"),
    path("<language:language>/rights/rewards", rights.rewards, name="rewards"),
    path("<language:language>/rights/procedures/<slug:name>", rights.procedure, name="procedure"),
    path("<language:language>/departments", departments.departments, name="departments"),
    path(
        "<language:language>/departments.json",
        api_departments.departments,
        name="departments-twin",
    ),
    path("<language:language>/about", web.about, name="about"),
    path("<language:language>/sign-in", gate.sign_in, name="sign-in"),
    path("<language:language>/sign-out", gate.sign_out, name="sign-out"),
    path("<language:language>/desk", desk.desk, name="desk"),
    path("<language:language>/desk/deadlines.ics", desk.deadlines, name="deadlines"),
    path("<language:language>/desk/figures", figures.figures, name="desk-figures"),
    path("<language:language>/desk/permissions", permits.permits, name="permits"),
    path("<language:language>/desk/sealed", sealed.sealed, name="sealed"),
    path("<language:language>/desk/sealed/case/<int:case_id>/put", sealed.put, name="seal"),
    path(
        "<language:language>/desk/sealed/case/<int:case_id>/ask",
        sealed.request_opening,
        name="sealed-ask",
    ),
    path("<language:language>/desk/sealed/<int:number>/read", sealed.read, name="sealed-read"),
    path(
        "<language:language>/desk/sealed/<int:number>/<slug:what>",
        sealed.answer,
        name="sealed-answer",
    ),
    path("<language:language>/desk/lookups", lookups.lookups, name="lookups"),
    path(
        "<language:language>/desk/lookups/case/<int:case_id>/ask",
        lookups.request_lookups,
        name="lookups-ask",
    ),
    path("<language:language>/desk/lookups/<int:number>/read", lookups.read, name="lookups-read"),
    path("<language:language>/desk/report/<key:key>", report.report, name="report"),
    path("<language:language>/desk/offices", offices.offices, name="offices"),
    path("<language:language>/desk/offices/<slug:kind>", offices.note, name="office-note"),
    path(
        "<language:language>/desk/offices/end/<int:number>",
        offices.note,
        {"kind": "end"},
        name="office-end",
    ),
    path("<language:language>/desk/open", opening.open_about, name="open"),
    path("<language:language>/desk/drafts", drafts.drafts, name="drafts"),
    path("<language:language>/desk/batch", batch.batch, name="batch"),
    path(
        "<language:language>/desk/case/<int:case_id>/draft/<str:step>", drafts.draft, name="draft"
    ),
    path("<language:language>/desk/letters", service.letters, name="letters"),
    path("<language:language>/desk/letters/print", service.printed, name="letters-printed"),
    path("<language:language>/desk/letters/arrived", dispatch.dispatch, name="letters-dispatch"),
    path("<language:language>/desk/letter/<int:letter_id>/scan", service.scan, name="scan"),
    path(
        "<language:language>/desk/counter/<slug:procedure>/<slug:kind>/<str:about>",
        service.counter,
        name="counter",
    ),
    path(
        "<language:language>/desk/case/<int:case_id>/paper/<str:step>",
        counter_case.counter_step,
        name="counter-step",
    ),
    path(
        "<language:language>/desk/case/<int:case_id>/review",
        reviewing.review,
        name="case-review",
    ),
    path("<language:language>/desk/hand-over", handing.hand_many, name="hand-over"),
    path("<language:language>/desk/receipt/<int:number>", handing.kept, name="receipt"),
    path(
        "<language:language>/desk/case/<int:case_id>/note/<slug:what>",
        handing.noting,
        name="case-note",
    ),
    path(
        "<language:language>/desk/case/<int:case_id>/note/ruling/<int:number>",
        handing.noting,
        {"what": "ruling"},
        name="ruling",
    ),
    path("<language:language>/desk/file/<key:key>", desk.file, name="file"),
    path("<language:language>/desk/file/<key:key>/plan", own.plan, name="own-plan"),
    path("<language:language>/locked-out", rights.locked_out, name="locked-out"),
    path("<language:language>/desk/file/<key:key>/agents", agents.agents, name="agents"),
    path("<language:language>/desk/file/<key:key>/agents/give", agents.give, name="agent-give"),
    path(
        "<language:language>/desk/file/<key:key>/agents/<int:number>/revoke",
        agents.revoke,
        name="agent-revoke",
    ),
    path("<language:language>/desk/file/<key:key>/rights", own.rights, name="own-rights"),
    path("<language:language>/desk/file/<key:key>/pledges", own.pledges, name="own-pledges"),
    path("<language:language>/desk/ask/<slug:kind>/<str:about>", desk.ask, name="ask"),
    path(
        "<language:language>/desk/begin/<slug:procedure>/<slug:kind>/<str:about>",
        acts.begin,
        name="begin",
    ),
    path("<language:language>/desk/case/<int:case_id>", desk.case, name="case"),
    path("<language:language>/desk/case/<int:case_id>/files", evidence.attached, name="attach"),
    path(
        "<language:language>/desk/case/<int:case_id>/files/<int:number>",
        evidence.given_back,
        name="attached",
    ),
    path("<language:language>/desk/case/<int:case_id>/<str:step>", acts.step, name="step"),
    path("api/v1/checks", checks.ask, name="api-checks"),
    path("api/v1/changes", changes.changes, name="api-changes"),
    path("<language:language>/desk/letter/<int:letter_id>", letters.letter, name="letter"),
    path("<language:language>/desk/letter/<int:letter_id>.pdf", paper.letter, name="letter-pdf"),
    path(
        "<language:language>/desk/letter/<int:letter_id>/recall", letters.take_back, name="recall"
    ),
    path("api/v1/departments", api_departments.departments_both, name="api-departments"),
    path("api/v1/search", api.look_up_both, name="api-search"),
    path("api/v1/entity/<key:key>/plan", api_plan.plan_both, name="api-plan"),
    path("api/v1/own/<key:key>/plan", api_plan.own, name="api-own-plan"),
    path("api/v1/entity/<key:key>", api.entity_both, name="api-entity"),
    path("api/<path:rest>", api.nothing, name="api-nothing"),
]
handler400 = "goodstanding.web.views.refused"
handler404 = "goodstanding.web.views.not_found"
handler500 = "goodstanding.web.views.failed"
