//! A browser without a window: keeps cookies, sends forms as browsers do.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;

use reqwest::RequestBuilder;
use reqwest::redirect::Policy;

use super::app::{Page, TestApp};
use super::client::client;

/// Somebody with a browser of their own.
pub struct Visitor<'a> {
    url: Cow<'a, str>,
    client: reqwest::Client,
    cookies: RefCell<BTreeMap<String, String>>,
}

impl<'a> Visitor<'a> {
    /// A browser that was never here.
    pub fn new(app: &'a TestApp) -> Self {
        Self::at(app.url.as_str())
    }

    /// The same at any address of a home page, without the slash at its end.
    pub fn at(url: impl Into<Cow<'a, str>>) -> Self {
        let client = client().redirect(Policy::none()).build().unwrap();
        Self { url: url.into(), client, cookies: RefCell::default() }
    }

    /// Follows the site to another address.
    pub fn follow(&mut self, url: impl Into<Cow<'a, str>>) {
        self.url = url.into();
    }

    /// Address of the home page.
    pub fn site(&self) -> &str {
        &self.url
    }

    /// Asks for a page.
    pub async fn get(&self, path: &str) -> Page {
        self.send(self.client.get(format!("{}{path}", self.url))).await
    }

    /// Sends a form from a page of the site.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.send(self.form(path, fields)).await
    }

    /// A form of the site, to be refined and sent with [`Visitor::send`].
    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.sending(path).header("content-type", "application/x-www-form-urlencoded").body(body)
    }

    /// A form of the site with one file, or none; any other part has to be put in by hand.
    pub fn file(&self, path: &str, name: &str, file: &[u8]) -> RequestBuilder {
        const EDGE: &str = "a-picture-and-no-more";
        let head = format!(
            "--{EDGE}\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"logo.png\"\r\ncontent-type: image/png\r\n\r\n"
        );
        let body = [head.as_bytes(), file, format!("\r\n--{EDGE}--\r\n").as_bytes()].concat();
        self.sending(path).header("content-type", format!("multipart/form-data; boundary={EDGE}")).body(body)
    }

    /// What is sent from a page of the site, without type and body yet.
    pub fn sending(&self, path: &str) -> RequestBuilder {
        let request = self.client.post(format!("{}{path}", self.url)).header("origin", self.site());
        request.header("sec-fetch-site", "same-origin")
    }

    /// Sends a request with the cookies of this browser, in French, and keeps what cookies it is given.
    pub async fn send(&self, request: RequestBuilder) -> Page {
        let cookies: Vec<String> =
            self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = request.header("accept-language", "fr");
        if !cookies.is_empty() {
            request = request.header("cookie", cookies.join("; "));
        }
        let page = Page::of(request).await;
        for given in page.headers.get_all("set-cookie") {
            let given = given.to_str().unwrap();
            let (name, value) = given.split(';').next().unwrap().split_once('=').unwrap();
            if given.contains("Max-Age=0;") {
                self.cookies.borrow_mut().remove(name);
            } else {
                self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
            }
        }
        page
    }

    /// A cookie that this browser holds.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    /// Puts a cookie into this browser, such as one taken from another.
    pub fn take_cookie(&self, name: &str, value: &str) {
        self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
    }
}

/// The value of a field of a page's form.
pub fn field(html: &str, name: &str) -> String {
    let start =
        html.find(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name} in {html}"));
    html[start..].split('"').nth(3).unwrap().to_owned()
}
