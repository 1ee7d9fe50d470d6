"""Field codes: disciplines and technical fields.

Disciplines: GB/T 13745-2009, first level. Technical fields: annex of 国科发火〔2016〕32号, second
level; the annex gives names, the numbers follow its order.
"""

from __future__ import annotations

from jigai.domain.sentence import Sentence

_DISCIPLINES = """
110 数学|mathematics
120 信息科学与系统科学|information and systems science
130 力学|mechanics
140 物理学|physics
150 化学|chemistry
160 天文学|astronomy
170 地球科学|earth science
180 生物学|biology
190 心理学|psychology
210 农学|agronomy
220 林学|forestry
230 畜牧、兽医科学|animal husbandry and veterinary science
240 水产学|aquaculture
310 基础医学|basic medicine
320 临床医学|clinical medicine
330 预防医学与公共卫生学|preventive medicine and public health
340 军事医学与特种医学|military and special medicine
350 药学|pharmacy
360 中医学与中药学|Chinese medicine
410 工程与技术科学基础学科|basics of engineering
413 信息与系统科学相关工程与技术|engineering of information and systems
416 自然科学相关工程与技术|engineering of natural sciences
420 测绘科学技术|surveying and mapping
430 材料科学|materials science
440 矿山工程技术|mining engineering
450 冶金工程技术|metallurgy
460 机械工程|mechanical engineering
470 动力与电气工程|power and electrical engineering
480 能源科学技术|energy science
490 核科学技术|nuclear science
510 电子与通信技术|electronics and communication
520 计算机科学技术|computer science
530 化学工程|chemical engineering
535 产品应用相关工程与技术|engineering of product application
540 纺织科学技术|textile science
550 食品科学技术|food science
560 土木建筑工程|civil engineering
570 水利工程|hydraulic engineering
580 交通运输工程|transport engineering
590 航空、航天科学技术|aerospace
610 环境科学技术及资源科学技术|environment and resources
620 安全科学技术|safety science
630 管理学|management
790 经济学|economics
880 教育学|education
890 体育科学|sports science
910 统计学|statistics
"""
_TECHNICAL_FIELDS = """
101 电子信息·软件|electronics: software
102 电子信息·微电子技术|electronics: microelectronics
103 电子信息·计算机产品及其网络应用技术|electronics: computers and networks
104 电子信息·通信技术|electronics: communication
105 电子信息·广播影视技术|electronics: broadcasting
106 电子信息·新型电子元器件|electronics: new components
107 电子信息·信息安全技术|electronics: information security
108 电子信息·智能交通和轨道交通技术|electronics: intelligent and rail transport
201 生物与新医药·医药生物技术|biology: pharmaceutical biotechnology
202 生物与新医药·中药、天然药物|biology: Chinese and natural medicines
203 生物与新医药·化学药研发技术|biology: chemical drugs
204 生物与新医药·药物新剂型与制剂创制技术|biology: new dosage forms
205 生物与新医药·医疗仪器、设备与医学专用软件|biology: medical devices and software
206 生物与新医药·轻工和化工生物技术|biology: industrial biotechnology
207 生物与新医药·农业生物技术|biology: agricultural biotechnology
301 航空航天·航空技术|aerospace: aviation
302 航空航天·航天技术|aerospace: space
401 新材料·金属材料|materials: metals
402 新材料·无机非金属材料|materials: inorganic non-metals
403 新材料·高分子材料|materials: polymers
404 新材料·生物医用材料|materials: biomedical
405 新材料·精细和专用化学品|materials: fine and special chemicals
406 新材料·与文化艺术产业相关的新材料|materials: for culture and arts
501 高技术服务·研发与设计服务|services: research and design
502 高技术服务·检验检测认证与标准服务|services: testing, certification, standards
503 高技术服务·信息技术服务|services: information technology
504 高技术服务·高技术专业化服务|services: specialised
505 高技术服务·知识产权与成果转化服务|services: property rights and transfer
506 高技术服务·电子商务与现代物流技术|services: e-commerce and logistics
507 高技术服务·城市管理与社会服务|services: cities and society
508 高技术服务·文化创意产业支撑技术|services: creative industries
601 新能源与节能·可再生清洁能源|energy: renewable
602 新能源与节能·核能及氢能|energy: nuclear and hydrogen
603 新能源与节能·新型高效能量转换与储存技术|energy: conversion and storage
604 新能源与节能·高效节能技术|energy: efficiency
701 资源与环境·水污染控制与水资源利用技术|environment: water
702 资源与环境·大气污染控制技术|environment: air
703 资源与环境·固体废弃物处置与综合利用技术|environment: solid waste
704 资源与环境·物理性污染防治技术|environment: physical pollution
705 资源与环境·环境监测及环境事故应急处理技术|environment: monitoring and emergencies
706 资源与环境·生态环境建设与保护技术|environment: ecology
707 资源与环境·清洁生产技术|environment: cleaner production
708 资源与环境·资源勘查、高效开采与综合利用技术|environment: exploration and mining
801 先进制造与自动化·工业生产过程控制系统|manufacturing: process control
802 先进制造与自动化·安全生产技术|manufacturing: work safety
803 先进制造与自动化·高性能、智能化仪器仪表|manufacturing: instruments
804 先进制造与自动化·先进制造工艺与装备|manufacturing: processes and equipment
805 先进制造与自动化·新型机械|manufacturing: new machinery
806 先进制造与自动化·电力系统与设备|manufacturing: power systems
807 先进制造与自动化·汽车及轨道车辆相关技术|manufacturing: vehicles
808 先进制造与自动化·高技术船舶与海洋工程装备设计制造技术|manufacturing: ships and offshore
809 先进制造与自动化·传统文化产业改造技术|manufacturing: traditional culture
"""


def _read(table: str) -> dict[str, Sentence]:
    found = {}
    for line in table.strip().splitlines():
        code, said = line.split(" ", 1)
        found[code] = Sentence(*said.split("|"))
    return found


DISCIPLINES = _read(_DISCIPLINES)
"""Code → name."""
TECHNICAL_FIELDS = _read(_TECHNICAL_FIELDS)
"""Code → name; the first digit is the domain."""
