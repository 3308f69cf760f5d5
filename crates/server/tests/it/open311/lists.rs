//! What a tool asks of the list.

use axum::http::StatusCode;
use xianban_domain::office::Work;
use xianban_kernel::{Actor, Problem};
use xianban_store::params;

use super::{City, FILING, answered, in_a_city};

/// How many of its own the tool is shown.
fn count(city: &City, query: &str) -> usize {
    city.list(&format!("requests.json?api_key=demo&{query}")).len()
}

#[test]
fn lists_are_unions_and_what_is_unknown_is_ignored() {
    in_a_city(|city| {
        let mut filed = vec![city.number()];
        for service in ["traffic", "other"] {
            let form = FILING.replace("=environment", &format!("={service}"));
            filed.push(city.filed(&form).0);
        }
        for (query, expected) in [
            ("service_code=environment,traffic", 2),
            ("service_code=environment&service_code=other", 2),
            ("service_code=environment,%20,nothing", 1),
            ("service_code=nothing", 0),
            ("status=open,closed", 3),
            ("status=open&status=closed", 3),
            ("status=closed", 0),
            ("shoe_size=44&status=open", 3),
            ("start_date=2026-11-23T08:00:00+08:00&end_date=2026-11-23T09:00:00%2B08:00", 0),
            ("start_date=2026-11-23T09:00:00+08:00&end_date=2026-11-23T09:00:01%2B08:00", 3),
            ("end_date=2026-11-22T00:00:00Z", 0),
            (&format!("service_request_id={},{}", filed[0], filed[2]), 2),
            (&format!("service_request_id={}&service_request_id={}", filed[0], filed[1]), 2),
            (&format!("service_request_id={},LS1&status=closed", filed[0]), 1),
        ] {
            assert_eq!(count(city, query), expected, "{query}");
        }
        let many = (0..101).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
        for query in [
            format!("service_request_id={many}"),
            format!("service_code={many}"),
            "page=0".to_owned(),
            "page_size=1001".to_owned(),
            "start_date=yesterday".to_owned(),
            "end_date=2026-11-22T00:00:00Z&end_date=2026-11-23T00:00:00Z".to_owned(),
        ] {
            let (status, text) = city.gets(&format!("requests.json?{query}"));
            assert_eq!(status, StatusCode::BAD_REQUEST, "{query}: {text}");
        }
    });
}

/// Puts the only appeal into a state, as its columns have it.
fn put(city: &City, standing: &'static str, more: &'static str) {
    let verb = move |work: &mut Work<'_, '_>| {
        let state = format!("{{\"is\": \"{standing}\"{more}}}");
        let sql = "update appeal set standing = $1, state = $2";
        work.tx.execute(sql, params![standing, state])?;
        Ok::<_, Problem>(())
    };
    city.does(&Actor::System, verb);
}

#[test]
fn open_is_whatever_still_waits_for_its_reply() {
    in_a_city(|city| {
        city.number();
        let proposal =
            ", \"what\": \"result\", \"from\": \"handling\", \"words\": 1, \"reason\": null";
        for (standing, more, open) in [
            ("submitted", "", true),
            ("assessing", "", true),
            ("planning", "", true),
            ("handling", "", true),
            ("reviewing", proposal, true),
            ("concluding", "", true),
            ("declined", "", false),
            ("transferred", "", false),
            ("withdrawn", "", false),
        ] {
            put(city, standing, more);
            let shown = ["open", "closed"].map(|status| count(city, &format!("status={status}")));
            assert_eq!(shown, if open { [1, 0] } else { [0, 1] }, "{standing}");
            let of_it = city.list("requests.json?api_key=demo");
            assert_eq!(of_it[0]["status"], if open { "open" } else { "closed" });
        }
    });
}

#[test]
fn the_public_reads_no_words_of_a_place() {
    in_a_city(|city| {
        answered(city, true);
        let seen = city.list("requests.json?service_code=environment,other");
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0]["address"], "");
        assert!(seen[0]["lat"].is_null() && seen[0]["media_url"].is_null());
    });
}

/// The numbers that pages of this size show one after the other, until one is empty.
fn paged(city: &City, query: &str, size: usize) -> Vec<String> {
    let mut numbers = Vec::new();
    for page in 1.. {
        let lines = city.list(&format!("requests.json?{query}&page_size={size}&page={page}"));
        if lines.is_empty() {
            return numbers;
        }
        let shown =
            lines.iter().map(|line| line["service_request_id"].as_str().unwrap().to_owned());
        numbers.extend(shown);
    }
    numbers
}

#[test]
fn pages_of_what_was_filed_in_one_moment_show_each_once_and_in_one_order() {
    in_a_city(|city| {
        for service in ["environment", "traffic", "environment", "other", "environment"] {
            city.filed(&FILING.replace("=environment", &format!("={service}")));
            answered(city, true);
        }
        for (key, count) in [("api_key=demo&", 10), ("api_key=another&", 5), ("", 5)] {
            let whole = paged(city, &format!("{key}status=open,closed"), 50);
            assert_eq!(whole.len(), count, "{key}");
            for size in [1, 2, 3] {
                assert_eq!(paged(city, key, size), whole, "{key} by {size}");
            }
        }
        for (query, count) in [
            ("service_code=environment", 8),
            ("service_code=environment,traffic,environment", 9),
            ("service_code=environment,traffic&status=open", 4),
            ("service_code=environment,traffic&status=closed", 5),
            ("service_code=other&status=closed", 0),
            ("status=closed", 5),
            ("status=open", 5),
        ] {
            let whole = paged(city, &format!("api_key=demo&{query}"), 50);
            assert_eq!(whole.len(), count, "{query}");
            assert_eq!(paged(city, &format!("api_key=demo&{query}"), 2), whole, "{query}");
        }
    });
}
