//! A client on one kept HTTP/1.1 connection.

use std::net::SocketAddr;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header;
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::Outcome;

/// One connection.
pub struct Client {
    sender: SendRequest<Full<Bytes>>,
    host: String,
}

/// How an answer is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A page.
    Html,
    /// For a program.
    Json,
}

/// What is sent with a form, so that it is believed and counted once.
#[derive(Clone, Copy, Debug)]
pub struct Proof<'a> {
    /// The token of one of our pages.
    pub csrf: &'a str,
    /// Names the request.
    pub key: &'a str,
}

impl Form {
    const fn accept(self) -> &'static str {
        match self {
            Self::Html => "text/html",
            Self::Json => "application/json",
        }
    }
}

impl Client {
    /// Connects; the connection is driven by the runtime this is called in.
    pub async fn connect(to: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(to).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { sender, host: to.to_string() })
    }

    /// Whether the other side has not closed it.
    pub async fn is_open(&mut self) -> bool {
        self.sender.ready().await.is_ok()
    }

    /// Reads a page; anything but 200 is a fault.
    pub async fn get(&mut self, path: &str, cookie: &str, form: Form) -> Outcome<Bytes> {
        let request = self.request(Method::GET, path, cookie, form).body(Full::default())?;
        self.send(request, StatusCode::OK).await
    }

    /// Reads a block of a page, as its script does; anything but 200 is a fault.
    pub async fn block(&mut self, path: &str, cookie: &str, block: &str) -> Outcome<Bytes> {
        let request = self
            .request(Method::GET, path, cookie, Form::Html)
            .header("hx-request", "true")
            .header("hx-target", block)
            .body(Full::default())?;
        self.send(request, StatusCode::OK).await
    }

    /// Sends JSON; anything but 201 is a fault.
    pub async fn post(
        &mut self,
        path: &str,
        cookie: &str,
        proof: Proof<'_>,
        body: Bytes,
    ) -> Outcome<Bytes> {
        let request = self
            .request(Method::POST, path, cookie, Form::Json)
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-csrf", proof.csrf)
            .header("idempotency-key", proof.key)
            .body(Full::new(body))?;
        self.send(request, StatusCode::CREATED).await
    }

    /// Sends JSON as another system; whatever is answered is told.
    pub async fn post_as(
        &mut self,
        path: &str,
        token: &str,
        key: &str,
        body: String,
    ) -> Outcome<(StatusCode, Bytes)> {
        let request = Request::post(path)
            .header(header::HOST, &self.host)
            .header(header::ACCEPT, Form::Json.accept())
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", key)
            .body(Full::from(body))?;
        self.answer(request).await
    }

    /// Sends JSON in a session; whatever is answered is told.
    pub async fn post_in(
        &mut self,
        path: &str,
        cookie: &str,
        proof: Proof<'_>,
        body: String,
    ) -> Outcome<(StatusCode, Bytes)> {
        let request = self
            .request(Method::POST, path, cookie, Form::Json)
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-csrf", proof.csrf)
            .header("idempotency-key", proof.key)
            .body(Full::from(body))?;
        self.answer(request).await
    }

    fn request(
        &self,
        method: Method,
        path: &str,
        cookie: &str,
        form: Form,
    ) -> hyper::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, &self.host)
            .header(header::COOKIE, cookie)
            .header(header::ACCEPT, form.accept())
    }

    async fn send(&mut self, request: Request<Full<Bytes>>, wanted: StatusCode) -> Outcome<Bytes> {
        let asked = format!("{} {}", request.method(), request.uri());
        let (status, body) = self.answer(request).await?;
        if status == wanted {
            return Ok(body);
        }
        let said: String = String::from_utf8_lossy(&body).chars().take(300).collect();
        Err(format!("{asked} was answered {status}: {said}").into())
    }

    async fn answer(&mut self, request: Request<Full<Bytes>>) -> Outcome<(StatusCode, Bytes)> {
        self.sender.ready().await?;
        let response = self.sender.send_request(request).await?;
        let status = response.status();
        Ok((status, response.into_body().collect().await?.to_bytes()))
    }
}
