"""The closed lists of the official forms, for page, paper, file and command."""

from __future__ import annotations

from jigai.domain.sentence import Sentence

Words = dict[str, Sentence]

INSTITUTION_KINDS: Words = {
    "university": Sentence("高等学校", "university"),
    "college": Sentence("二级学院", "college of a university"),
    "institute": Sentence("科研院所", "research institute"),
    "vocational": Sentence("职业院校", "vocational school"),
}
BODY_KINDS: Words = {
    "laboratory": Sentence("联合实验室", "joint laboratory"),
    "industry_college": Sentence("现代产业学院", "industry college"),
    "joint_institute": Sentence("共建研究院", "joint institute"),
    "practice_base": Sentence("实习实训基地", "practice base"),
    "programme": Sentence("联合培养项目", "joint training programme"),
}
TERM_KINDS: Words = {
    "duty": Sentence("职责", "duty"),
    "deliverable": Sentence("交付成果", "deliverable"),
}
TERM_PARTIES: Words = {
    "institution": Sentence("院校方", "institution"),
    "county": Sentence("县方", "county"),
    "enterprise": Sentence("企业方", "enterprise"),
}
AGREEMENT_STATES: Words = {
    "running": Sentence("有效", "in force"),
    "expired": Sentence("已到期", "expired"),
    "ended": Sentence("提前终止", "ended early"),
}
REVIEW_STATES: Words = {
    "unreviewed": Sentence("未审核", "not reviewed"),
    "approved": Sentence("已审核", "approved"),
    "returned": Sentence("被退回", "returned"),
}
SOLVING_WAYS: Words = {
    "independent": Sentence("独立研发", "own development"),
    "commissioned": Sentence("委托研发", "commissioned development"),
    "joint": Sentence("合作研发", "joint development"),
    "transfer": Sentence("技术转让", "transfer"),
    "licence": Sentence("技术许可", "licence"),
    "open_call": Sentence("揭榜挂帅", "open call"),
    "other": Sentence("其他", "other"),
}
ACTIVITY_KINDS: Words = {
    "basic": Sentence("基础研究", "basic research"),
    "applied": Sentence("应用研究", "applied research"),
    "development": Sentence("试验发展", "experimental development"),
    "application": Sentence("研究与试验发展成果应用", "application of results"),
    "extension": Sentence("技术推广与科技服务", "extension and services"),
    "production": Sentence("生产性活动", "production"),
}
OWNERSHIPS: Words = {
    "demander": Sentence("归需求方所有", "owned by the demander"),
    "solver": Sentence("归研发方所有", "owned by the solver"),
    "shared": Sentence("双方共有", "owned jointly"),
    "agreed": Sentence("合同另行约定", "as the contract says"),
}
FORMS: Words = {
    "technology": Sentence("新技术", "new technology"),
    "process": Sentence("新工艺", "new process"),
    "product": Sentence("新产品", "new product"),
    "material": Sentence("新材料", "new material"),
    "equipment": Sentence("新装备", "new equipment"),
    "software": Sentence("计算机软件", "software"),
    "other": Sentence("其他应用技术", "other applied technology"),
}
ATTRIBUTES: Words = {
    "original": Sentence("原始性创新", "original innovation"),
    "absorbed": Sentence("引进消化吸收", "imported and absorbed"),
    "second": Sentence("国内二次开发", "second development at home"),
}
STAGES: Words = {
    "early": Sentence("初期阶段", "early (laboratory)"),
    "middle": Sentence("中期阶段", "middle (pilot)"),
    "mature": Sentence("成熟应用阶段", "mature application"),
}
STAGE_LEVELS: dict[str, range] = {
    "early": range(1, 5),
    "middle": range(4, 8),
    "mature": range(7, 10),
}
"""Which maturity levels a stage may have: small trial, pilot, use."""
APPLICATIONS: Words = {
    "none": Sentence("未应用", "not in use"),
    "trial": Sentence("小批量试用", "small-scale trial"),
    "production": Sentence("产业化应用", "industrial use"),
    "stopped": Sentence("应用后停用", "used, then stopped"),
}
TRANSFORMATIONS: Words = {
    "own_investment": Sentence("自行投资实施转化", "own investment"),
    "transfer": Sentence("向他人转让", "transfer"),
    "licence": Sentence("许可他人使用", "licence"),
    "joint": Sentence("作为合作条件共同实施", "joint implementation"),
    "shares": Sentence("作价投资入股", "as shares"),
    "other": Sentence("其他协商确定的方式", "otherwise agreed"),
}
"""The six ways of Art. 16 of the Law on Promoting the Transformation of S&T Achievements."""
PRICE_MODES: Words = {
    "agreement": Sentence("协议定价", "by agreement"),
    "listing": Sentence("挂牌交易", "by listing"),
    "auction": Sentence("拍卖", "by auction"),
    "open": Sentence("面议", "negotiable"),
}
MATURITY_LEVELS: dict[int, Sentence] = {
    1: Sentence("发现基本原理", "principle found"),
    2: Sentence("形成技术概念", "concept formed"),
    3: Sentence("完成概念验证", "proof of concept"),
    4: Sentence("实验室环境验证", "laboratory validation"),
    5: Sentence("模拟环境验证", "validation in a simulated environment"),
    6: Sentence("样机在模拟或真实环境演示", "prototype in a simulated or real environment"),
    7: Sentence("样机在使用环境演示", "prototype in the environment of use"),
    8: Sentence("产品定型并通过试验", "product finished and tested"),
    9: Sentence("实现工业应用", "industrial use"),
}
"""GB/T 22900-2022, nine levels."""
EXPERT_KINDS: Words = {
    "person": Sentence("专家", "expert"),
    "laboratory": Sentence("实验室", "laboratory"),
}
OUTCOMES: Words = {
    "solved": Sentence("问题解决", "solved"),
    "contract": Sentence("签订合同", "contract signed"),
    "advised": Sentence("给出建议", "advice given"),
    "no_result": Sentence("没有结果", "no result"),
}
