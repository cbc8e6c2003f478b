"""Pairs of characters that are read otherwise than each character is usually.

Written by `scripts/write_name_tables.py`; sources and licences: NOTICE.
"""

PAIRS = (
    "bao zang:宝藏; bei le:贝勒; bi dei:必得; bing lang:槟榔; bo he:薄荷; bo lin:柏林; bo re:般若;"
    " bu liao:不了; bu zi:堡子; chong qing:重庆; chong tian:重天; chong yang:重阳; chu mo:出没; d"
    "a fo:大佛; dao heng:道行; e jiao:阿胶; er chong:二重; fo guang:佛光; fo shan:佛山; fo shou:"
    "佛手; fo si:佛寺; fo tang:佛堂; ga li:咖喱; gua ji:呱唧; guo yue:国乐; hai shen:海参; huan yu"
    "an:还原; huo yao:和药; jia qiao:甲壳; jin zhao:今朝; jiu chong:九重; kong tiao:空调; kuai ji"
    ":会计; lan re:兰若; li yue:礼乐; liang li:靓丽; liang nv:靓女; long tang:弄堂; lu lin:绿林; "
    "lu qia:路卡; ma yi:马尾; mi jia:米茄; min yue:民乐; mu ju:模具; ni chang:霓裳; pian yi:便宜;"
    " qian bao:乾宝; qian he:乾和; qian kun:乾坤; qian long:乾隆; qian tang:乾唐; qian yuan:乾元;"
    " qie lan:伽蓝; qing jia:亲家; ren shen:人参; ri sheng:日昇; sha mu:杉木; shen rong:参茸; tia"
    "o pi:调皮; wai zhuan:外传; wan fo:万佛; wei liao:未了; wo wo:喔喔; xi zang:西藏; xia men:厦"
    "门; xiang long:降龙; xing xiu:星宿; ya yue:雅乐; yi ban:一般; yin yue:音乐; yu fo:玉佛; yu ji"
    "a:瑜伽; yue qi:乐器; yue qing:乐清; yue zhang:乐章; za jia:咱家; zang xiang:藏香; zang yao:"
    "藏药; zhao ri:朝日; zhao yang:朝阳; zhi liao:知了; zhu jue:主角;"
)
