use axum::response::Response;
use xianban_domain::identity;
use xianban_domain::ledger;
use xianban_domain::office::Work;
use xianban_kernel::{PageSize, Problem};

use super::entries::Asked;
use super::logins::{LoginsAsked, short, whom};
use crate::console::desk;
use crate::console::spreadsheet::{CSV, MARK, harmless, kept};
use crate::query::Query;
use crate::visitor::Visitor;

/// Lines of one table at most.
const MOST: usize = 20_000;

/// What stands in the last line of a table that is cut.
const CUT: &str = "只列到这里，还有更早的；请把时间选短一些再导出。";

/// `/c/audit/table.csv`: the entries as a table; that it was taken out is an entry itself.
pub(crate) async fn entries(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let (sieve, period) = asked.sieve(visitor.cx.at);
    let said = format!("台账，{}", period.said());
    let verb = move |work: &mut Work<'_, '_>| {
        let (mut lines, mut after) = (Vec::new(), None);
        loop {
            let found = ledger::entries(work, &sieve, after.as_deref(), PageSize::new(1_000))?;
            lines.extend(found.rows.iter().map(|entry| {
                let by = if entry.by.is_empty() { "在服务器上" } else { &entry.by };
                [
                    entry.at.to_string(),
                    by.to_owned(),
                    entry.note.subject.sort().name().to_owned(),
                    entry.note.to_string(),
                    entry.no.clone().unwrap_or_default(),
                ]
                .to_vec()
            }));
            after = found.next;
            if after.is_none() || lines.len() >= MOST {
                break;
            }
        }
        ledger::exported(work, &said, lines.len())?;
        Ok((lines, after.is_some()))
    };
    let head = ["时间", "谁", "类别", "改了什么", "台账编号"];
    sent(&visitor, "audit", &head, visitor.site.office.write(&visitor.cx, verb).await).await
}

/// `/c/audit/logins.csv`: the tries as a table; that it was taken out is an entry of the ledger.
pub(crate) async fn logins(visitor: Visitor, Query(asked): Query<LoginsAsked>) -> Response {
    let (filter, period) = asked.filter(visitor.cx.at);
    let said = format!("登录记录，{}", period.said());
    let verb = move |work: &mut Work<'_, '_>| {
        let (mut lines, mut after) = (Vec::new(), None);
        loop {
            let size = PageSize::new(1_000);
            let found = identity::logins(work, &filter, after.as_deref(), size)?;
            lines.extend(found.rows.iter().map(|event| {
                [
                    event.at.to_string(),
                    event.kind.name().to_owned(),
                    whom(event),
                    event.address.clone(),
                    event.device.as_deref().map(short).unwrap_or_default(),
                    event.outcome.name().to_owned(),
                ]
                .to_vec()
            }));
            after = found.next;
            if after.is_none() || lines.len() >= MOST {
                break;
            }
        }
        ledger::exported(work, &said, lines.len())?;
        Ok((lines, after.is_some()))
    };
    let head = ["时间", "做什么", "谁", "网络地址", "设备", "结果"];
    sent(&visitor, "logins", &head, visitor.site.office.write(&visitor.cx, verb).await).await
}

type Lines = (Vec<Vec<String>>, bool);

async fn sent(
    visitor: &Visitor,
    name: &str,
    head: &[&str],
    made: Result<Lines, Problem>,
) -> Response {
    let table = made.and_then(|lines| {
        written(head, &lines).map_err(|error| Problem::broken(error.to_string()))
    });
    match table {
        Ok(table) => {
            let name = format!("{name}-{}.csv", visitor.cx.at.day());
            visitor.finish(kept(CSV, &name, table))
        }
        Err(problem) => desk::problem(visitor, &problem).await,
    }
}

fn written(head: &[&str], (lines, cut): &Lines) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::WriterBuilder::new().flexible(true).from_writer(MARK.to_vec());
    table.write_record(head)?;
    for line in lines {
        table.write_record(line.iter().map(|cell| harmless(cell)))?;
    }
    if *cut {
        table.write_record([CUT])?;
    }
    table.into_inner().map_err(|error| error.into_error().into())
}
