"""What enterprises of the demo ask for over the year, and what becomes of it; all invented."""

from __future__ import annotations

from dataclasses import dataclass

from jigai.domain.request_clocks.standards import StandardKind as Class
from jigai.domain.request_clocks.words import Category, Origin

BUREAU = "县科学技术和工业信息化局"
PARK, CUIKOU, QINGYUN = "经济开发区管委会", "崔口镇人民政府", "庆云镇人民政府"
OFFICE = ""
"""The programme office itself."""
MEI = "mei"
"""The enterprise that the demo's representative speaks for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: whose, with whom, when, about what, and the steps that follow.

    Attributes:
        of: ``MEI``, or the responsible unit among whose enterprises it is.
        nth: which of these enterprises.
        steps: ``moment deed words``, the moment as ``MM-DD HH:MM``.
    """

    of: str
    nth: int
    raised: str
    category: Category
    origin: Origin
    kind: Class
    lead: str
    title: str
    text: str
    steps: tuple[tuple[str, str, str], ...] = ()
    is_urgent: bool = False
    is_confidential: bool = False


ONE, MANY, HARD, ASK = (
    Class.SINGLE_DEPARTMENT,
    Class.SEVERAL_DEPARTMENTS,
    Class.HARD,
    Class.POLICY_QUESTION,
)
ACCEPT, ASSIGN, ANSWER, CONFIRM = "accept", "assign", "answer", "confirm"
SILENT, BLOCK, DONE, HOLD, RESUME = "silent", "block", "done", "hold", "resume"
REOPEN, EXTEND, NOTE, ESCALATE = "reopen", "extend", "note", "escalate"
GOOD, FAIR, POOR = "satisfied", "basically", "unsatisfied"

STORY: tuple[Asked, ...] = (
    Asked(MEI, 0, "2025-12-04 09:10", Category.POLICY, Origin.PLATFORM, ASK, OFFICE,
          "设备更新补助能否与贷款贴息同时申请", "今年购置两台数控设备，想了解两项政策能否叠加。",
          (("2025-12-04 09:40", ACCEPT, ""),
           ("2025-12-04 15:20", ANSWER, "两项可分别申请，同一发票不重复计算。"),
           ("2025-12-05 10:00", CONFIRM, ""))),
    Asked(PARK, 0, "2025-12-16 14:05", Category.ENERGY, Origin.VISIT, MANY, PARK,
          "二期车间变压器增容", "二期用电负荷超出现有容量，需增容630千伏安。",
          (("2025-12-16 15:00", ACCEPT, ""), ("2025-12-16 15:30", ASSIGN, "请会同有关部门核定方案"),
           ("2025-12-18 09:00", BLOCK, BUREAU),
           ("2025-12-22 16:00", DONE, "负荷已核定，可先行施工。"),
           ("2025-12-25 10:00", ANSWER, "增容方案已定，1月15日前送电。"),
           ("2025-12-26 09:30", CONFIRM, ""))),
    Asked(CUIKOU, 0, "2026-01-08 10:20", Category.LABOUR, Origin.TELEPHONE, ONE, CUIKOU,
          "春节前招工缺口", "订单集中，缺焊工八名。",
          (("2026-01-08 10:50", ACCEPT, ""), ("2026-01-08 11:10", ASSIGN, ""),
           ("2026-01-12 16:00", ANSWER, "镇里组织专场招聘，到岗五名。"),
           ("2026-01-19 09:00", SILENT, ""))),
    Asked(QINGYUN, 0, "2026-01-22 08:50", Category.LOGISTICS, Origin.HOTLINE, ONE, QINGYUN,
          "厂门前道路限高影响大件运输", "限高2.8米，设备运输车辆进不来。",
          (("2026-01-22 09:30", ACCEPT, ""), ("2026-01-22 10:00", ASSIGN, ""),
           ("2026-01-26 15:00", ANSWER, "已报交通部门，抬高至4.5米。"),
           ("2026-01-28 09:00", CONFIRM, ""))),
    Asked(PARK, 1, "2026-02-10 09:00", Category.FINANCE, Origin.MEETING, MANY, OFFICE,
          "技改贷款抵押物不足", "设备抵押评估价偏低，差额约三百万元。",
          (("2026-02-10 10:30", ACCEPT, ""), ("2026-02-10 11:00", ASSIGN, "请组织银企对接"),
           ("2026-02-25 11:00", ANSWER, "已与两家银行对接，一家同意追加知识产权质押。"),
           ("2026-02-27 10:00", CONFIRM, ""))),
    Asked(MEI, 0, "2026-03-05 15:30", Category.TALENT, Origin.PLATFORM, ONE, BUREAU,
          "引进数控编程工程师的住房补贴", "新到两名工程师，想申请人才住房补贴。",
          (("2026-03-05 16:10", ACCEPT, ""), ("2026-03-05 16:40", ASSIGN, ""),
           ("2026-03-10 10:00", ANSWER, "符合条件，材料已代为递交。"),
           ("2026-03-10 14:00", GOOD, "办得快，还上门来取材料"))),
    Asked(CUIKOU, 1, "2026-03-19 09:40", Category.LAND, Origin.VISIT, HARD, CUIKOU,
          "厂区西侧扩建用地", "扩建需用地十二亩，规划用途不符。",
          (("2026-03-19 11:00", ACCEPT, ""), ("2026-03-19 11:30", ASSIGN, ""),
           ("2026-03-24 09:00", HOLD, "higher_level"), ("2026-04-13 09:00", RESUME, "市局批复已到"),
           ("2026-04-14 15:00", EXTEND, "5"),
           ("2026-04-20 10:00", ANSWER, "规划调整已列入今年第二批，预计9月批复。"),
           ("2026-04-28 09:00", SILENT, ""))),
    Asked(PARK, 2, "2026-04-02 10:15", Category.PROCEDURES, Origin.PLATFORM, ONE, PARK,
          "环评批复进度查询", "环评材料交了三周没有消息。",
          (("2026-04-02 10:40", ACCEPT, ""), ("2026-04-02 11:00", ASSIGN, ""),
           ("2026-04-03 16:00", ANSWER, "材料缺噪声监测，已告知补齐后五日内批复。"),
           ("2026-04-07 10:00", CONFIRM, ""))),
    Asked(QINGYUN, 1, "2026-04-23 14:20", Category.ARREARS, Origin.HOTLINE, MANY, OFFICE,
          "工程款拖欠", "为某项目供应的设备尾款拖欠九个月。",
          (("2026-04-23 15:10", ACCEPT, ""), ("2026-04-23 16:00", ASSIGN, "请协调付款单位"),
           ("2026-05-07 10:00", ESCALATE, ""),
           ("2026-05-08 15:00", ANSWER, "付款单位承诺分两期付清，首期已到账。"),
           ("2026-05-11 09:00", FAIR, "首期到了，尾款还要盯")), is_urgent=True),
    Asked(MEI, 0, "2026-05-14 09:20", Category.ENERGY, Origin.PLATFORM, ONE, QINGYUN,
          "夏季错峰用电影响热处理连续生产", "热处理炉停一次要六小时恢复，希望列入保障名单。",
          (("2026-05-14 09:50", ACCEPT, ""), ("2026-05-14 10:20", ASSIGN, ""),
           ("2026-05-18 11:00", ANSWER, "已向供电部门反映，等通知。"),
           ("2026-05-19 09:00", POOR, "没有说能不能列入，等于没答"),
           ("2026-05-21 16:00", ANSWER, "已列入二类保障名单，错峰时段保留一条线。"),
           ("2026-05-22 10:00", CONFIRM, ""))),
    Asked(CUIKOU, 0, "2026-06-03 10:00", Category.TECHNOLOGY, Origin.VISIT, ONE, BUREAU,
          "寻找铝合金压铸工艺专家", "废品率偏高，希望有专家来看一看。",
          (("2026-06-03 10:30", ACCEPT, ""), ("2026-06-03 11:00", ASSIGN, ""),
           ("2026-06-08 10:00", ANSWER, "已约高校专家6月15日到厂。"),
           ("2026-06-09 09:00", CONFIRM, ""))),
    Asked(PARK, 3, "2026-06-24 11:30", Category.MARKET, Origin.MEETING, ONE, BUREAU,
          "参加省装备展的展位", "希望以县里名义争取标准展位一个。",
          (("2026-06-24 14:00", ACCEPT, ""), ("2026-06-24 14:30", ASSIGN, ""),
           ("2026-06-26 15:00", ANSWER, "县里统一组团，展位费减半。"),
           ("2026-07-06 09:00", SILENT, ""))),
    Asked(QINGYUN, 2, "2026-07-09 09:15", Category.PROCEDURES, Origin.TELEPHONE, ONE, QINGYUN,
          "食堂餐饮许可变更", "厂区食堂搬迁，许可地址要变。",
          (("2026-07-09 09:45", ACCEPT, ""), ("2026-07-09 10:00", ASSIGN, ""),
           ("2026-07-10 16:00", ANSWER, "已代办，7月13日可取证。"),
           ("2026-07-13 15:00", CONFIRM, ""))),
    Asked(PARK, 0, "2026-07-28 15:45", Category.ENERGY, Origin.PLATFORM, MANY, PARK,
          "蒸汽管网压力不稳", "午后压力掉到0.4兆帕，影响定型。",
          (("2026-07-28 16:20", ACCEPT, ""), ("2026-07-28 17:00", ASSIGN, ""),
           ("2026-08-04 10:00", ANSWER, "热源厂已调整供汽班次。"),
           ("2026-08-06 09:00", REOPEN, "8月5日又掉压"),
           ("2026-08-12 15:00", ANSWER, "加装稳压阀，连续五日稳定。"),
           ("2026-08-13 09:30", CONFIRM, ""))),
    Asked(CUIKOU, 1, "2026-08-20 10:10", Category.POLICY, Origin.PLATFORM, ASK, OFFICE,
          "小巨人申报对研发费用口径的要求", "委托研发费用能否按八成计入。",
          (("2026-08-20 10:40", ACCEPT, ""),
           ("2026-08-21 09:30", ANSWER, "按审计报告列示口径，委托部分按实际发生额的百分之八十。"),
           ("2026-08-24 10:00", CONFIRM, ""))),
    Asked(QINGYUN, 0, "2026-09-10 14:00", Category.LABOUR, Origin.VISIT, ONE, QINGYUN,
          "职工子女入学", "两名外来技术工人子女入学。",
          (("2026-09-10 14:30", ACCEPT, ""), ("2026-09-10 15:00", ASSIGN, ""),
           ("2026-09-11 16:00", ANSWER, "已协调就近入学。"), ("2026-09-14 10:00", CONFIRM, ""))),
    Asked(MEI, 0, "2026-09-29 15:00", Category.LOGISTICS, Origin.PLATFORM, ONE, QINGYUN,
          "国庆期间大件运输通行证", "10月9日有一台机床到厂，需要通行证。",
          (("2026-09-29 15:30", ACCEPT, ""), ("2026-09-29 16:00", ASSIGN, ""),
           ("2026-09-30 16:00", ANSWER, "通行证已办好，电子件已发。"),
           ("2026-10-14 09:00", SILENT, ""))),
    Asked(PARK, 1, "2026-10-15 09:30", Category.FINANCE, Origin.PLATFORM, HARD, OFFICE,
          "并购标的尽调需要的登记信息", "拟并购一家配套企业，需了解登记情况。",
          (("2026-10-15 10:00", ACCEPT, ""), ("2026-10-15 10:30", ASSIGN, ""),
           ("2026-11-02 15:00", NOTE, "已约谈双方，等补充协议")), is_confidential=True),
    Asked(CUIKOU, 0, "2026-11-10 10:00", Category.ENERGY, Origin.VISIT, MANY, CUIKOU,
          "锂电材料车间双回路供电", "停电十分钟整炉报废，希望接入第二回路。",
          (("2026-11-10 10:30", ACCEPT, ""), ("2026-11-10 11:00", ASSIGN, "请会同有关部门核定"),
           ("2026-11-17 09:00", BLOCK, BUREAU))),
    Asked(MEI, 0, "2026-11-12 14:30", Category.LAND, Origin.PLATFORM, MANY, QINGYUN,
          "厂区北侧临时堆场手续", "备料堆场需临时用地三亩。",
          (("2026-11-12 15:00", ACCEPT, ""), ("2026-11-12 15:30", ASSIGN, ""),
           ("2026-11-16 10:00", HOLD, "enterprise_papers"))),
    Asked(PARK, 2, "2026-11-16 09:00", Category.PROCEDURES, Origin.HOTLINE, ONE, PARK,
          "消防验收排期", "车间改造完工，等消防验收。",
          (("2026-11-16 09:40", ACCEPT, ""), ("2026-11-16 10:00", ASSIGN, ""),
           ("2026-11-20 09:00", ESCALATE, ""))),
    Asked(MEI, 0, "2026-11-20 09:30", Category.TECHNOLOGY, Origin.PLATFORM, ONE, BUREAU,
          "数字化诊断服务商推荐", "想做一次免费诊断，请推荐服务商。",
          (("2026-11-20 10:00", ACCEPT, ""), ("2026-11-20 10:20", ASSIGN, ""),
           ("2026-11-24 15:00", ANSWER, "推荐名录内三家，诊断费用由县里负担。"))),
    Asked(QINGYUN, 1, "2026-11-24 16:00", Category.MARKET, Origin.TELEPHONE, ONE, OFFICE,
          "帮助对接县内配套企业", "想在县内找钣金外协。", (("2026-11-24 16:40", ACCEPT, ""),)),
    Asked(CUIKOU, 1, "2026-11-25 15:50", Category.FINANCE, Origin.PLATFORM, ONE, OFFICE,
          "设备融资租赁贴息怎么申请", "拟融资租赁一条涂布线。", (), is_urgent=True),
)  # fmt: skip
