//! What the keys and codes of a rules file are called.

/// Parts of the file, in the order they are shown: key, name, what it settles.
pub(super) const PARTS: &[(&str, &str, &str)] = &[
    ("limits", "办理时限", "每个通道里，每一步最多用多久"),
    ("calendar", "工作日历", "法定节假日、调休和办公时间"),
    ("casework", "方案、延期、挂账和退单", "什么要定方案，谁来批，理由有哪些"),
    ("categories", "事项分类", "每个事项属于哪类清单、由哪类单位办"),
    ("lists", "五类清单", "清单的名称"),
    ("tiles", "居民入口", "居民提交时看到的分类"),
    ("decline_reasons", "不予受理的理由", "理由、依据和可以找谁"),
    ("rating", "评价标准", "几分算满意，几分再接单，最多几轮"),
    ("notices", "通知文字", "发给诉求人的通知"),
    ("sms", "短信文字", "短信里说什么"),
    ("kinds", "诉求类型", "三类诉求，谁可以提"),
    ("duties", "职责", "每项职责由哪个岗位承担"),
    ("roles", "岗位权限", "每个岗位能看什么、能做什么"),
    ("others", "其他人的权限", "居民、访客、其他系统能做什么"),
    ("forms", "表单限制", "字数、照片数和文件数"),
    ("door", "访问频率", "同一个人、同一个网络多久能试几次"),
    ("district", "区和平台名称", "区划代码、平台名称、首页栏目"),
    ("running", "对在办诉求的影响", "已经在办的诉求，哪些部分也按新规则"),
];

/// Keys of the file.
const KEYS: &str = "
    code=代码 name=名称 letters=编号字母 platform=平台名称 sections=首页栏目 text_max=诉求最多字数
    answer_max=答复最多字数 note_max=备注最多字数 photos_max=照片最多张数 documents_max=文件最多份数
    document_megabytes=一份文件最大兆字节 documents=收文件 staged_hours=照片和文件保留小时
    staged_max=一个人待提交的照片和文件 staged_by_guests_max=访客待提交的照片和文件合计
    staged_of_address_max=访客待提交的照片和文件（同一网络） filings_of_one=提交诉求（同一居民）
    supplements_of_one=补充说明（同一居民） most=最多 minutes=多少分钟内
    second_factor=能做这些的人登录要动态码 relay_only=只能经社区联系诉求人的单位 apart=不能兼任的岗位 alone=不能再有别的岗位
    agree_within=第二个人多久内答复 codes=短信验证码 logins=登录（同一网络） logins_of_one=登录（同一账号） look_ups=查询（同一网络）
    look_ups_of_one=查询（同一编号） open311=其他平台提交 filings=提交诉求（同一网络） version=日历版本
    office_hours=办公时间 from=从 to=到 years=年份 year=年 published=放假通知已公布 source=依据的通知
    holidays=放假的日子 workdays=调休上班的日子 rating_window=评价期 rework_window=办结后可申请再办
    urge_again=再次催办间隔 calls_at_most=通知失败后最多打几次电话 general=一般 urgent=紧急 special=专事转办
    accept=接单 assess=研判 acknowledge=签收 assist=协办 review=审核 follow_up=回访 verify=核查
    rework=再接单 call=电话告知 plan=方案 approve=审批 rule=退单裁定 check=任务检查 attend=上级过问
    answer_supervision=答复督办 rule_count=裁定计数异议 supervised=挂牌督办最长多久
    conclude=最终结论 contact=先行联系 handle=办理 livelihood=民生诉求 development=发展诉求
    enforcement=执法诉求 consult=专家会诊 complex=复杂 backstop=兜底单位的代码 plan_approver=方案由谁批
    hold_approver=挂账由谁批 hold_review=挂账最长多久再看 special_review=重难点最长多久再看 slip=任务单
    return_within=多久内可以退单 extensions=延期 add=延长 approver=由谁批 return_reasons=退单理由
    pause_reasons=暂停理由 classes=要方案的难度 lanes=要方案的通道 from_round=从第几轮起都要方案
    satisfied_from=几分起算满意 rework_at_most=几分以下再接单 max_rounds=最多几轮 grades=等级 value=分
    law=依据 told=告诉诉求人 channels=可以找谁 phone=电话 hint=说明 submitters=谁可以提 units=哪些单位
    kind=诉求类型 kinds=诉求类型 list=五类清单 tile=居民入口 matters=事项 groups=小类 class=难度
    unit=主办单位类型 lane=通道 words=同义词 evidence=答复要附的照片 reach=能看到 actions=能做 guest=访客
    resident=居民 service=其他系统 system=平台自己 duty=职责 seat=在哪个单位 roles=由谁承担 title=标题
    text=文字 sms=短信里说的 notice=整条短信 adopts=在办诉求也按新规则的部分
";

/// Codes chosen from, by key.
const CODES: &[(&str, &str)] = &[
    (
        "lane",
        "
        general=一般 urgent=紧急 special=专事转办",
    ),
    (
        "class",
        "
        consult=咨询 general=一般 complex=复杂",
    ),
    (
        "approver",
        "
        own=本单位负责人 above=上一级 office=平台办公室",
    ),
    (
        "evidence",
        "
        nothing=不要求照片 after=办完后的照片 before_after=办理前、办完后的照片",
    ),
    (
        "reach",
        "
        nothing=看不到诉求 unit=本单位的 below=本单位和下级的 district=全区的",
    ),
    (
        "kind",
        "
        livelihood=民生诉求 development=发展诉求 enforcement=执法诉求",
    ),
    (
        "submitter",
        "
        resident=登录的居民和企业 guest=用手机验证的人 service=其他系统 staff=工作人员代提",
    ),
    (
        "adopts",
        "
        calendar=工作日历 limits=办理时限 casework=方案、延期、挂账和退单",
    ),
    (
        "seat",
        "
        receiving_unit=接单单位 assessing_unit=研判单位 order_unit=承办单位 platform_office=平台办公室
        superior=上级单位 any_unit=参与的单位 community=社区 called_unit=被叫的单位 level_above=上一级",
    ),
    (
        "duty",
        "
        accept=接单 assess=研判 acknowledge=签收 contact=先行联系 handle=办理 assist=协办 review=审核
        verify=核查 follow_up=回访 call=电话告知 plan=定方案 approve=审批 rule=退单裁定 slip=做任务
        check=检查任务 resume=恢复办理 review_hold=复看挂账 review_special=复看重难点 visit=上门
        consult=会诊 attend=过问超期 answer_supervision=答复督办 rule_count=裁定计数异议 review_listing=挂牌督办到期
        conclude=最终结论 fill_pool=补充人手 hold_consultation=召开协商
        recall_consultation=重新召集协商 write_minutes=写协商纪要 confirm_minutes=请到会的人确认纪要
        review_minutes=审核协商纪要 keep_agreement=落实协商的约定 choose_next=没有谈拢的定下一步",
    ),
    (
        "action",
        "
        submit=提交诉求 submit_on_behalf=代为登记 import=导入 accept=接单 decline=提请不予受理
        answer=直接答复 assess=研判 dispatch=派单 acknowledge=签收 report=报告进展 note=写备注
        publish=公开进展 supplement=补充 urge=催办 complete=报结 release=审核放行 send_back=审核退回
        verify=核查 follow_up=回访 call=电话告知 rate=评价 disown=不认代记的评价 rework=申请再办 close=到期办结 withdraw=撤回
        plan=写方案 approve=审批 extend=申请延期 pause=暂停 hold=挂账 return_order=退单 rule=裁定退单
        reassign=改派 assign=指定经办人 refer=转外单位 recuse=回避 issue_slip=发任务单 do_slip=做任务
        check_slip=检查任务 terminate=提请终止 transfer=提请转出 conclude=写最终结论 reconsider=申请复核
        relane=改通道 specialise=转专事转办 follow_special=跟踪重难点 offer_visit=预约上门
        answer_visit=答复上门预约 consult=专家会诊 list=挂牌 meet=记踏勘和会议 attend=过问超期
        supervise=督办 answer_supervision=答复督办 object_count=计数异议 rule_count=裁定计数异议 share=给其他单位看
        split=分出一件 undo=撤销上一步 read_case=看诉求 read_identity=看联系方式 search=查找
        print_codes=打印二维码 manage_accounts=管账号 manage_organisation=管组织机构
        manage_content=编辑页面 manage_rules=管规则 read_audit=看审计 read_logins=看登录记录 call_consultation=召集协商
        run_consultation=主持协商 review_consultation=审核协商纪要 read_consultation=看协商",
    ),
    (
        "notice",
        "
        submitted=诉求已提交 accepted=已接单 declined=不予受理 dispatched=已派单 progress=有新进展
        released=已答复 disowned=评价已划去 rework=再接单 closed=已办结 closed_unrated=未评价办结 withdrawn=已撤回
        identity_read=查看了联系方式 extended=延期 paused=暂停 resumed=恢复 held=挂账
        visit_offered=预约上门 reconsidered=复核 transferred=转出 concluding=转区里作结论
        conclusion=最终结论 split=分出一件",
    ),
];

/// What a key is called where its parents are `trail`.
pub(super) fn called(trail: &[&str], key: &str) -> String {
    if trail.is_empty()
        && let Some((_, name, _)) = PARTS.iter().find(|(known, ..)| *known == key)
    {
        return (*name).to_owned();
    }
    let own = match (trail.first().copied().unwrap_or_default(), key) {
        ("notices", key) => name_of("notice", key),
        ("limits", "consult") => Some("咨询"),
        ("limits", "general") if trail.len() == 1 => Some("一般通道"),
        ("limits", "urgent") => Some("紧急通道"),
        ("limits", "special") => Some("专事转办通道"),
        _ => None,
    };
    let known = || pairs(KEYS).find(|(known, _)| *known == key).map(|(_, name)| name);
    own.or_else(known).unwrap_or(key).to_owned()
}

/// A code with what it is called.
pub(super) type Pair = (&'static str, &'static str);

fn pairs(text: &'static str) -> impl Iterator<Item = Pair> {
    text.split_whitespace().filter_map(|word| word.split_once('='))
}

/// The codes a value is chosen from, when it is.
pub(super) fn codes(trail: &[&str], key: &str) -> Option<Vec<Pair>> {
    let of = match (trail.first().copied().unwrap_or_default(), key) {
        ("others", _) | (_, "actions") => "action",
        ("casework", "classes") | (_, "class") => "class",
        ("casework", "lanes") | (_, "lane") => "lane",
        (_, "approver" | "plan_approver" | "hold_approver") => "approver",
        ("tiles", "kind") | ("categories", "kinds") => "kind",
        (_, "submitters") => "submitter",
        (_, "adopts" | "reach" | "seat" | "duty" | "evidence") => key,
        _ => return None,
    };
    CODES.iter().find(|(known, _)| *known == of).map(|(_, codes)| pairs(codes).collect())
}

/// What a code of `list` is called.
fn name_of(list: &str, code: &str) -> Option<&'static str> {
    let (_, codes) = CODES.iter().find(|(known, _)| *known == list)?;
    pairs(codes).find(|(known, _)| *known == code).map(|(_, name)| name)
}

/// What a code is called wherever it stands.
pub(super) fn name_of_any(code: &str) -> Option<&'static str> {
    ["duty", "seat", "kind"].iter().find_map(|list| name_of(list, code))
}

/// A value as people read it: codes by name, limits in words.
pub(super) fn shown(at: &[String], text: &str) -> String {
    let steps: Vec<&str> = at.iter().map(String::as_str).collect();
    let Some((key, trail)) = steps.split_last() else { return text.to_owned() };
    if let Some(codes) = codes(trail, key) {
        let name = |code: &str| {
            codes.iter().find(|(known, _)| *known == code).map_or(code, |(_, name)| name).to_owned()
        };
        return text.lines().map(name).collect::<Vec<_>>().join("、");
    }
    match text {
        "true" => "是".to_owned(),
        "false" => "否".to_owned(),
        text => limit(text).unwrap_or_else(|| text.replace('\n', "、")),
    }
}

/// Units of a time limit: as written, as read.
pub(super) const UNITS: &[(&str, &str)] =
    &[("h", "小时"), ("wh", "工作小时"), ("wd", "工作日"), ("cd", "天（自然日）")];

/// A time limit in its two halves.
pub(super) fn halves(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_digit())?;
    let (number, unit) = text.split_at(end);
    let known = UNITS.iter().any(|(known, _)| *known == unit);
    (known && !number.is_empty()).then_some((number, unit))
}

fn limit(text: &str) -> Option<String> {
    let (number, unit) = halves(text)?;
    let (_, name) = UNITS.iter().find(|(known, _)| *known == unit)?;
    Some(format!("{number} {name}"))
}
