//! Reading one cookie out of a request, and giving one with an answer.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

/// The value of the cookie called `name`, as sent.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// Has a browser keep a cookie.
pub fn keep(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others_and_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "elders=9; elder=1".parse().unwrap());
        headers.append(header::COOKIE, "session=abc".parse().unwrap());
        assert_eq!(cookie(&headers, "elder"), Some("1"));
        assert_eq!(cookie(&headers, "session"), Some("abc"));
        assert_eq!(cookie(&headers, "eld"), None);
    }
}
