"""Words for columns and tables of the history, and values as people read them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from jigai.web.layout.figures import ABSENT, dated, in_percent, in_wan, timed
from jigai.web.projects.words import (
    CONSTRUCTION_KINDS,
    GAP_REASONS,
    INCLUSION_STATES,
    PAIRS,
    PROCEDURE_STATES,
    REPORT_STATES,
    RETURN_REASONS,
    STAGES,
    STREAMS,
)

FIELDS: dict[str, Promise] = {
    "name": _("名称"),
    "credit_code": _("统一社会信用代码"),
    "division_id": _("乡镇"),
    "direction_id": _("产业方向"),
    "industry_code": _("行业代码"),
    "size": _("规模"),
    "founded_on": _("成立日期"),
    "is_active": _("启用"),
    "merged_into_id": _("并入企业"),
    "enterprise_id": _("企业"),
    "project_id": _("项目"),
    "owner_unit": _("项目单位"),
    "construction_kind": _("建设性质"),
    "transformation_kind": _("改造类型"),
    "content": _("建设内容"),
    "total_investment_fen": _("总投资"),
    "equipment_investment_fen": _("设备投资"),
    "planned_start_on": _("计划开工"),
    "planned_completion_on": _("计划竣工"),
    "planned_start_precision": _("计划开工精度"),
    "planned_completion_precision": _("计划竣工精度"),
    "actual_start_on": _("实际开工"),
    "actual_completion_on": _("实际竣工"),
    "production_on": _("投产日期"),
    "output_reached_on": _("达产日期"),
    "stage": _("阶段"),
    "responsible_agency_id": _("责任单位"),
    "responsible_leader": _("责任领导"),
    "entered_on": _("登记日期"),
    "remarks": _("备注"),
    "is_withdrawn": _("已撤项"),
    "title": _("标题"),
    "due_on": _("应完成"),
    "weight_bp": _("权重"),
    "achieved_on": _("完成日期"),
    "position": _("顺序"),
    "number": _("序号"),
    "approved_on": _("批准日期"),
    "approved_by": _("批准人"),
    "reason": _("理由"),
    "total_fen": _("合计金额"),
    "is_current": _("现行"),
    "period": _("期次"),
    "planned_value_fen": _("计划累计"),
    "kind": _("种类"),
    "state": _("状态"),
    "document_number": _("文号"),
    "done_on": _("办结日期"),
    "code": _("代码"),
    "form": _("格式"),
    "is_primary": _("主代码"),
    "data_on": _("数据日期"),
    "is_started": _("已开工"),
    "progress_bp": _("形象进度"),
    "progress_text": _("进度说明"),
    "year_investment_fen": _("本年投资"),
    "forecast_completion_on": _("预计竣工"),
    "forecast_total_fen": _("预计总投资"),
    "problem": _("问题"),
    "measure": _("措施"),
    "problem_agency": _("牵头解决单位"),
    "problem_due_on": _("解决期限"),
    "jump_reason": _("变化原因"),
    "submitted_at": _("提交时间"),
    "submitted_by": _("提交人"),
    "is_late": _("补报"),
    "reviewed_at": _("审核时间"),
    "reviewed_by": _("审核人"),
    "review_comment": _("审核意见"),
    "stream": _("口径"),
    "amount_fen": _("金额"),
    "grade": _("证据等级"),
    "attachment_id": _("附件"),
    "note": _("说明"),
    "pair": _("比较口径"),
    "planned_bp": _("计划与上报"),
    "verified_bp": _("上报与核实"),
    "paid_bp": _("核实与支付"),
    "reason_code": _("差异原因"),
    "since_on": _("自"),
    "declared_on": _("申报日期"),
    "started_on": _("开工日期"),
    "raised_at": _("提醒时间"),
    "day_of_month": _("每月几日"),
    "skips_january": _("一月不报"),
    "included_month": _("入库月份"),
    "return_code": _("退回原因"),
    "is_ready": _("齐备"),
    "case_id": _("入统进程"),
    "baseline_id": _("基准"),
    "values": _("修改内容"),
    "base_version": _("基于版本"),
    "asked_by": _("提出人"),
    "asked_at": _("提出时间"),
    "decision": _("决定"),
    "decision_reason": _("决定理由"),
    "decided_by": _("决定人"),
    "decided_at": _("决定时间"),
    "valid_from": _("起"),
    "valid_to": _("止"),
    "duty": _("职务"),
    "sealed": _("联系方式（已加密）"),
    "year": _("年度"),
    "employees": _("职工总数"),
    "tech_staff": _("科技人员"),
    "sales_revenue_fen": _("销售收入"),
    "rd_expense_fen": _("研发费用"),
    "cost_expense_fen": _("成本费用"),
    "total_assets_fen": _("资产总额"),
    "class1_ip": _("一类知识产权"),
    "class2_ip": _("二类知识产权"),
    "source": _("来源"),
    "registration_number": _("登记编号"),
    "kept_id": _("保留的企业"),
    "merged_id": _("被并的企业"),
    "moved": _("转移的记录"),
    "merged_on": _("合并日期"),
    "undone_on": _("撤回日期"),
    "username": _("登录名"),
    "display_name": _("姓名"),
    "language": _("语言"),
    "user_id": _("人员"),
    "role": _("角色"),
    "agency_id": _("责任单位"),
    "round_id": _("调度轮次"),
    "basis": _("口径"),
    "value": _("数值"),
    "as_of": _("数据截至日"),
    "recorded_by": _("登记人"),
    "rung": _("梯级"),
    "officer_id": _("经办人"),
    "done_by": _("办结人"),
    "issued_by": _("发证机关"),
    "document": _("公告文件"),
    "revoked_on": _("取消日期"),
    "revoked_because": _("取消原因"),
    "colour": _("颜色"),
    "audience": _("共享范围"),
    "query": _("条件"),
    "list_name": _("列表"),
    "owner_id": _("拥有人"),
}
TABLES: dict[str, Promise] = {
    "accounts_user": _("人员"),
    "accounts_agency": _("责任单位"),
    "accounts_appointment": _("任职"),
    "accounts_apitoken": _("接口令牌"),
    "accounts_invitation": _("邀请"),
    "accounts_savedview": _("保存的视图"),
    "accounts_retentionrule": _("保存期限"),
    "audit_erasure": _("个人信息清除"),
    "accounts_factorreset": _("双重验证重置"),
    "accounts_factordemand": _("双重验证要求"),
    "evidence_attachment": _("附件"),
    "ledgers_importbatch": _("台账导入"),
    "ledgers_rememberedmapping": _("台账版式"),
    "reference_calendarday": _("工作日历"),
    "reference_direction": _("产业方向"),
    "reference_division": _("行政区划"),
    "reference_industry": _("行业代码"),
    "reference_programme": _("工程设置"),
    "reference_succession": _("区划沿革"),
    "registry_enterprise": _("企业"),
    "registry_enterprisename": _("企业名称"),
    "registry_enterprisemerge": _("企业合并"),
    "registry_contact": _("联系人"),
    "registry_yearlyindicators": _("年度指标"),
    "registry_librarymembership": _("入库登记"),
    "registry_certificate": _("资质"),
    "registry_representative": _("企业联系人授权"),
    "projects_project": _("项目"),
    "projects_projectcode": _("项目代码"),
    "projects_milestone": _("节点"),
    "projects_baseline": _("基准"),
    "projects_baselinepoint": _("基准各期"),
    "projects_procedure": _("手续"),
    "projects_projectpaper": _("阶段材料"),
    "projects_progressreport": _("填报"),
    "projects_reportphoto": _("填报照片"),
    "projects_investmententry": _("投资金额"),
    "projects_gapreason": _("差异原因"),
    "projects_inclusioncase": _("入统进程"),
    "projects_inclusionpaper": _("入统材料"),
    "projects_inclusionalarm": _("入统提醒"),
    "projects_inclusioncutoff": _("入统截止日"),
    "projects_pendingchange": _("待批修改"),
    "projects_gaptolerance": _("容差"),
    "scoring_rulesetinforce": _("现行规则"),
    "scoring_ruledraft": _("规则草稿"),
    "scoring_ruleedition": _("县级规则版本"),
    "rounds_round": _("调度轮次"),
    "rounds_roundentry": _("应报项目"),
    "rounds_reopening": _("重开"),
    "badges_projectbadge": _("亮牌"),
    "badges_board": _("亮牌榜"),
    "badges_exemption": _("豁免"),
    "badges_evidencefinding": _("核查发现"),
    "badges_signal": _("提示"),
    "badges_followup": _("跟进"),
    "badges_objection": _("异议"),
    "cultivation_enterprisefact": _("企业事实"),
    "cultivation_coach": _("培育联系人"),
    "cultivation_laddertask": _("培育事项"),
    "reports_documentnumber": _("公文编号"),
    "reports_issueddocument": _("公文"),
    "reports_layout": _("公文版式"),
}
CODES: dict[str, dict[str, Any]] = {
    "stage": dict(STAGES),
    "construction_kind": dict(CONSTRUCTION_KINDS),
    "state": {**dict(INCLUSION_STATES), **dict(PROCEDURE_STATES), **dict(REPORT_STATES)},
    "pair": dict(PAIRS),
    "stream": dict(STREAMS),
    "reason_code": dict(GAP_REASONS),
    "return_code": dict(RETURN_REASONS),
}
NO_YES = (_("否"), _("是"))


def field_title(column: str) -> Any:
    """The column's heading; one that has no words yet is shown as it is kept."""
    return FIELDS.get(column, column)


def field_value(column: str, value: Any) -> str:
    """A value as kept in history, in the words of the page."""
    if value is None or value == "":
        return ABSENT
    if column in CODES:
        return str(CODES[column].get(str(value), value))
    if column.startswith("is_"):
        return str(NO_YES[bool(value)])
    if column.endswith("_fen"):
        return f"{in_wan(int(value))} {_now('万元')}"
    if column.endswith("_bp"):
        return in_percent(int(value))
    return _moment_or_text(column, value)


def _moment_or_text(column: str, value: Any) -> str:
    try:
        if column.endswith("_on"):
            return dated(value if isinstance(value, date) else date.fromisoformat(str(value)))
        if column.endswith("_at"):
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
            return timed(moment)
    except ValueError:
        return str(value)
    return str(value)
