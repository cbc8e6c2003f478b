"""The files of a new pack: small, commented, and right from the first minute.

`NAME` stands for the pack's id. The pack needs no other pack, so that its folder can be checked,
tested and used at once. `docs/guides/your-own-pack.md` walks through it.
"""

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy import faults_policy as kinds
from goodstanding.core.policy.cursor import ID

PACK = """\
# Who keeps this pack. The id is the folder's name; requires lists packs that must be there too.
pack:
  id: NAME
  version: "1"
  title: {zh: 新规则包 NAME, en: New pack NAME}
  owner: {zh: 填写负责单位, en: Write the office in charge}
  requires: []
"""

SOURCES = """\
# Every value in a pack names one of these as its basis. Replace the demonstration by the law or
# standard that you cite (kind: law, standard); production mode refuses adverse demonstration
# values. Where `articles` are listed, a basis must name one: NAME_rules#art1.
sources:
  - id: NAME_demonstration
    kind: demonstration
    title: {zh: 待替换的演示值, en: Demonstration values to be replaced}
    issuer: {zh: 填写发布机关, en: Write the issuer}
    number: 演示
    from: "2020-01-01"
"""

DEPARTMENTS = """\
# Who sends files. `goodstanding intake FILE --as NAME_inspectors` uses this id.
departments:
  - {id: NAME_inspectors, title: {zh: 检查部门, en: Inspectors}}
"""

DIRECTORY = """\
# The classes of what may be collected. What no record type describes is refused at intake.
directory:
  - {id: NAME_acts, title: {zh: 监督检查, en: Inspections}, basis: NAME_demonstration}
"""

RECORD_TYPES = """\
# One record type: its fields, the day its clocks start from, how long it may be shown. Only data
# of organisations: a field about a person is refused.
record_types:
  - id: NAME_visit
    directory: NAME_acts
    title: {zh: 现场检查, en: Visit}
    basis: NAME_demonstration
    openness: public        # public, shared or authorised; only public types can carry points
    effect: adverse         # adverse, neutral or favourable
    clock: visited_day      # a required field of kind day
    publicity:
      months: [{from: "2020-01-01", value: 24, basis: NAME_demonstration}]
    fields:
      - {id: visit_no, kind: text, title: {zh: 检查编号, en: Visit number}, required: true}
      - {id: visited_day, kind: day, title: {zh: 检查日期, en: Visited}, required: true}
      - id: result
        kind: choice
        title: {zh: 结果, en: Result}
        required: true
        choices:
          good: {zh: 合格, en: Good}
          poor: {zh: 不合格, en: Poor}
      - {id: fine, kind: money, title: {zh: 罚款, en: Fine}}
"""

LAYOUT = """\
# How the department's file becomes records. Every column of the file is listed; a column without
# `to` is read and left out, a `personal` one is dropped before anything is kept.
layouts:
  - id: NAME_inspectors_visit
    department: NAME_inspectors
    title: {zh: 现场检查表, en: Table of visits}
    basis: NAME_demonstration
    record_type: NAME_visit
    format: csv             # csv, xlsx, jsonl or parquet
    encoding: utf-8         # csv may also be gb18030
    delivery: changes       # or snapshot: what is missing from the file is withdrawn
    natural_key: [visit_no]
    subject: {scheme: cn-uscc, code: code, name: name}
    empty: ["", "-"]
    columns:
      - {name: code}
      - {name: name}
      - {name: visit_no, to: visit_no}
      - {name: day, to: visited_day}
      - {name: result, to: result, map: {合格: good, 不合格: poor}}
      - {name: fine, to: fine, unit: yuan}
      - {name: contact, personal: true}
"""

MODEL = """\
# The card. Its lines add up: start, plus the rules of each indicator, within the bounds.
models:
  - id: NAME_card
    method: card_v1
    title: {zh: 示例评价, en: Sample card}
    basis: NAME_demonstration
    schemes: [cn-uscc]
    classes_off: ["92"]     # individual businesses get no grade
    start: [{from: "2020-01-01", value: 100, basis: NAME_demonstration}]
    indicators:
      - id: conduct
        title: {zh: 检查表现, en: Conduct}
        floor: [{from: "2020-01-01", value: -60, basis: NAME_demonstration}]
        rules:
          - id: poor_visits
            title: {zh: 不合格的检查, en: Poor visits}
            form: each      # each, count, sum, latest or days_since
            of: NAME_visit
            when: {field: result, is: poor}
            basis: NAME_demonstration
            points: [{from: "2020-01-01", value: -20, basis: NAME_demonstration}]
            decay:          # half from the twelfth month on
              - from: "2020-01-01"
                value: [{after_months: 12, percent: 50}]
                basis: NAME_demonstration
    needs:
      - id: visited_once
        title: {zh: 至少检查一次, en: Visited at least once}
        form: count
        of: NAME_visit
        at_least: [{from: "2020-01-01", value: 1, basis: NAME_demonstration}]
    grades:                 # best first; the last has no threshold
      - id: A
        title: {zh: 良好, en: Good}
        at_least: [{from: "2020-01-01", value: 90, basis: NAME_demonstration}]
      - id: B
        title: {zh: 一般, en: Fair}
        at_least: [{from: "2020-01-01", value: 60, basis: NAME_demonstration}]
      - {id: C, title: {zh: 较差, en: Poor}}
    no_grade: {zh: 信息不足, en: Not enough data}
"""

EXAMPLES = """\
# Worked by hand; `goodstanding packs test` compares. They are the pack's tests and its manual.
examples:
  - id: one_poor_visit
    title: {zh: 一次不合格, en: One poor visit}
    model: NAME_card
    day: "2026-03-02"
    entity: {class: "91"}
    records:
      - id: v1
        type: NAME_visit
        day: "2026-01-15"
        fields: {visited_day: "2026-01-15", result: poor}
    expect: {score: 80, grade: B}
  - id: half_after_a_year
    title: {zh: 满十二个月减半, en: Half after twelve months}
    model: NAME_card
    day: "2027-01-15"
    entity: {class: "91"}
    records:
      - id: v1
        type: NAME_visit
        day: "2026-01-15"
        fields: {visited_day: "2026-01-15", result: poor}
    expect: {score: 90, grade: A}
"""

SAMPLE = """\
code,name,visit_no,day,result,fine,contact
91990100MA990001X7,晴港面包有限公司,V-1,2026-01-15,不合格,500,-
91990100MA990001X7,晴港面包有限公司,V-2,2026-02-20,合格,,-
91990100MA99000287,晴港造船有限公司,V-3,2026-02-21,合格,,-
"""

FILES = {
    "pack.yaml": PACK,
    "sources.yaml": SOURCES,
    "departments.yaml": DEPARTMENTS,
    "directory.yaml": DIRECTORY,
    "record_types.yaml": RECORD_TYPES,
    "layouts/NAME_inspectors_visit.yaml": LAYOUT,
    "models/NAME_card.yaml": MODEL,
    "examples/NAME_card.yaml": EXAMPLES,
    "sample/visits.csv": SAMPLE,
}
NAME_MAX = 30


def scaffold(name: str) -> dict[str, bytes]:
    """Return the files of a new pack by path."""
    if not ID.match(name) or len(name) > NAME_MAX:
        raise Refused(kinds.NOT_ID.at(name, word=name))
    return {
        path.replace("NAME", name): text.replace("NAME", name).encode("utf-8")
        for path, text in FILES.items()
    }
