use serde_json::Value;
use xianban_bench::Outcome;
use xianban_bench::client::{Client, Form};

/// Every building that a resident can pick, found as he finds it: community, estate, building.
pub async fn buildings(client: &mut Client) -> Outcome<Vec<String>> {
    let mut rung = below(client, "").await?;
    for _ in 0..2 {
        let mut next = Vec::new();
        for place in &rung {
            next.extend(below(client, place).await?);
        }
        rung = next;
    }
    if rung.is_empty() { Err("no building can be picked".into()) } else { Ok(rung) }
}

/// The places of the next rung below one.
async fn below(client: &mut Client, place: &str) -> Outcome<Vec<String>> {
    let page = client.get(&format!("/ask/livelihood?place={place}"), "", Form::Json).await?;
    let page: Value = serde_json::from_slice(&page)?;
    let next = page.pointer("/picker/next").and_then(Value::as_array);
    let next = next.ok_or("the form does not tell what can be picked")?;
    let code = |choice: &Value| choice.get("code").and_then(Value::as_str).map(str::to_owned);
    Ok(next.iter().filter_map(code).collect())
}
