//! Somebody with cookies and a network address of his own, who opens a connection for each request.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::handshake;
use hyper::{HeaderMap, Request, StatusCode, header};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;
use xianban_kernel::Seed;

use crate::Outcome;

/// Nobody waits longer for an answer.
const LONGEST: Duration = Duration::from_secs(90);
/// Between the parts of a form with a file.
const BOUNDARY: &str = "xianban-bench-strain";

/// One browser.
#[derive(Clone, Debug)]
pub struct Browser {
    from: IpAddr,
    to: SocketAddr,
    cookies: BTreeMap<String, String>,
    csrf: String,
}

impl Browser {
    /// One that was nowhere yet.
    pub const fn new(from: IpAddr, to: SocketAddr) -> Self {
        Self { from, to, cookies: BTreeMap::new(), csrf: String::new() }
    }

    /// One with this session, as its cookie carries it.
    pub fn in_session(from: IpAddr, to: SocketAddr, cookie: &str) -> Self {
        let mut browser = Self::new(from, to);
        if let Some((name, value)) = cookie.split_once('=') {
            browser.cookies.insert(name.to_owned(), value.to_owned());
        }
        browser
    }

    /// One that has opened a page with a form and may send it.
    pub async fn at_a_form(from: IpAddr, to: SocketAddr, path: &str) -> Outcome<Self> {
        let mut browser = Self::new(from, to);
        browser.opens_form(path).await?;
        Ok(browser)
    }

    /// Opens a page with a form, for the proof in it.
    pub async fn opens_form(&mut self, path: &str) -> Outcome<()> {
        let (status, page) = self.get(path, "text/html").await?;
        let page = String::from_utf8_lossy(&page);
        let (_, behind) = page
            .split_once("name=\"csrf\" value=\"")
            .ok_or_else(|| format!("{path} was answered {status} without a form"))?;
        self.csrf = behind.chars().take_while(char::is_ascii_hexdigit).collect();
        Ok(())
    }

    /// His cookies, and the proof of the last form: what another client needs to act as he does.
    pub fn proof(&self) -> (String, String) {
        (self.cookie(), self.csrf.clone())
    }

    /// Comes back as somebody nobody knows.
    pub async fn begins_anew(&mut self, form: &str) -> Outcome<()> {
        self.cookies.clear();
        self.opens_form(form).await
    }

    /// Logs out without telling: the cookie is gone, the device stays known.
    pub fn forgets_session(&mut self) {
        self.cookies.remove("session");
    }

    /// Reads a page.
    pub async fn get(&mut self, path: &str, accept: &str) -> Outcome<(StatusCode, Bytes)> {
        let request = Request::get(path).header(header::ACCEPT, accept);
        self.asks(request, Bytes::new()).await
    }

    /// Sends a form as JSON.
    pub async fn post(
        &mut self,
        path: &str,
        form: &serde_json::Value,
    ) -> Outcome<(StatusCode, Bytes)> {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
        self.proves(request, form.to_string().into()).await
    }

    /// Sends a photo ahead of its form.
    pub async fn uploads(&mut self, jpeg: &[u8]) -> Outcome<(StatusCode, Bytes)> {
        let (head, end) = (part_head(), format!("\r\n--{BOUNDARY}--\r\n"));
        let body = [head.as_bytes(), jpeg, end.as_bytes()].concat();
        let request = Request::post("/files")
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"));
        self.proves(request, body.into()).await
    }

    /// The head of an upload of so many bytes, up to the photo's own.
    pub fn upload_head(&self, bytes: usize) -> String {
        let part = part_head();
        format!(
            "POST /files HTTP/1.1\r\nhost: {}\r\ncookie: {}\r\nx-csrf: {}\r\n\
             content-type: multipart/form-data; boundary={BOUNDARY}\r\n\
             content-length: {}\r\n\r\n{part}",
            self.to,
            self.cookie(),
            self.csrf,
            part.len() + bytes
        )
    }

    /// A connection of his, on which nothing was said.
    pub async fn connects(&self) -> Outcome<TcpStream> {
        let socket = TcpSocket::new_v4()?;
        socket.bind((self.from, 0).into())?;
        Ok(socket.connect(self.to).await?)
    }

    async fn proves(
        &mut self,
        request: hyper::http::request::Builder,
        body: Bytes,
    ) -> Outcome<(StatusCode, Bytes)> {
        let key = hex::encode(Seed::fresh().draw().bytes::<16>());
        let request = request
            .header(header::ACCEPT, "application/json")
            .header("x-csrf", &self.csrf)
            .header("idempotency-key", key);
        self.asks(request, body).await
    }

    async fn asks(
        &mut self,
        request: hyper::http::request::Builder,
        body: Bytes,
    ) -> Outcome<(StatusCode, Bytes)> {
        let request = request
            .header(header::HOST, self.to.to_string())
            .header(header::COOKIE, self.cookie())
            .body(Full::new(body))?;
        let answered = timeout(LONGEST, async {
            let stream = self.connects().await?;
            stream.set_nodelay(true)?;
            let (mut sender, connection) = handshake(TokioIo::new(stream)).await?;
            let driving = tokio::spawn(connection);
            let response = sender.send_request(request).await?;
            let (head, body) = response.into_parts();
            let body = body.collect().await?.to_bytes();
            driving.abort();
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>((head, body))
        });
        let (head, body) = answered.await.map_err(|_| "no answer")??;
        self.keeps(&head.headers);
        Ok((head.status, body))
    }

    fn cookie(&self) -> String {
        let pairs = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }

    fn keeps(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().ok().and_then(|text| text.split(';').next());
            if let Some((name, value)) = pair.and_then(|pair| pair.split_once('=')) {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

fn part_head() -> String {
    format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"photo.jpg\"\r\n\
         content-type: image/jpeg\r\n\r\n"
    )
}
