use std::fmt::Write as _;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use xianban_domain::supervision::Standing;
use xianban_kernel::{Moment, Problem};

use super::item::{Decided, decided, followed, items};
use super::seen::{Seen, seen};
use crate::console::desk;
use crate::frame::Stamp;
use crate::visitor::Visitor;

/// `/c/supervisions/{no}/minutes.txt`: the minutes as a plain file, which every phone opens and every
/// office program takes in. They name no applicant and nobody who was there.
pub(crate) async fn show(visitor: Visitor, Path(no): Path<String>) -> Response {
    let (of, now) = (no.clone(), visitor.cx.at);
    let read = visitor.site.office.read(&visitor.cx, move |work| seen(work, &of));
    match read.await.and_then(|seen| written(&seen, now).map_err(broken)) {
        Ok(text) => {
            let place = format!("attachment; filename=\"{no}.txt\"");
            let headers = [
                (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, place),
            ];
            visitor.finish((headers, text).into_response())
        }
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

fn broken(error: std::fmt::Error) -> Problem {
    Problem::broken(error.to_string())
}

fn written(seen: &Seen, now: Moment) -> Result<String, std::fmt::Error> {
    let held = &seen.held;
    let mut text = String::new();
    // With a mark in front, so that old editors read it as UTF-8.
    writeln!(text, "\u{feff}{} {}纪要", seen.unit, held.title())?;
    writeln!(text, "编号 {}　{}", held.no, held.standing.name())?;
    writeln!(text, "时间 {}", Stamp::new(held.from, now).exact)?;
    if !seen.words.is_empty() {
        let what = if held.standing == Standing::NotHeld { "为什么不开" } else { "另记" };
        writeln!(text, "{what}：{}", seen.words)?;
    }
    let earlier = followed(seen, now);
    if !earlier.is_empty() {
        writeln!(text, "\n以前议定、还没落实的")?;
        for one in &earlier {
            of_decision(&mut text, one)?;
        }
    }
    writeln!(text, "\n议程，共 {} 件", seen.matters.len())?;
    for item in items(seen) {
        let title =
            if item.title.is_empty() { "（您不能查看这一件）" } else { &item.title };
        writeln!(text, "{}. {title}（{}，{}）", item.n, item.no, item.unit)?;
        writeln!(text, "   为什么过：{}", item.reasons.join("、"))?;
    }
    if seen.left_off > 0 {
        writeln!(text, "还有 {} 件没有排上。", seen.left_off)?;
    }
    let made = decided(seen, now);
    writeln!(text, "\n议定，共 {} 项", made.len())?;
    for one in &made {
        of_decision(&mut text, one)?;
    }
    Ok(text.replace('\n', "\r\n"))
}

fn of_decision(text: &mut String, one: &Decided) -> std::fmt::Result {
    if let Some(of) = &one.of {
        write!(text, "{} ", of.text)?;
    }
    writeln!(text, "第 {} 项 {}：{}（诉求 {}）", one.n, one.what, one.words, one.no)?;
    match (&one.due, one.settled) {
        (Some(due), _) => writeln!(text, "   {}，{} 前落实", one.whom, due.at.exact),
        (None, Some(settled)) => writeln!(text, "   {}，{settled} {}", one.whom, one.result),
        (None, None) => Ok(()),
    }
}
