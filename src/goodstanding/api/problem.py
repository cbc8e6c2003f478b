"""Errors as data (RFC 9457 problem+json): code, title, detail, basis, and what to do next."""

from dataclasses import asdict

from django.http import JsonResponse

from goodstanding.core.basis.faults import Fault


def problem(fault: Fault, *, status: int) -> JsonResponse:
    """Return a fault as an answer; every text in both languages."""
    body = {
        "code": fault.code,
        "status": str(status),
        "title": asdict(fault.what),
        "detail": {"where": fault.where, "en": fault.line("en"), "zh": fault.line("zh")},
        "basis": fault.basis,
        "next": asdict(fault.next),
    }
    return JsonResponse(
        body,
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )
