//! A browser without a window: keeps cookies, sends forms as browsers do.

use std::cell::RefCell;
use std::collections::BTreeMap;

use reqwest::{Method, RequestBuilder};

use super::app::{Page, TestApp};

/// Somebody with a browser of their own.
pub struct Visitor<'a> {
    app: &'a TestApp,
    cookies: RefCell<BTreeMap<String, String>>,
}

impl<'a> Visitor<'a> {
    /// A browser that was never here.
    pub fn new(app: &'a TestApp) -> Self {
        Self { app, cookies: RefCell::default() }
    }

    /// Looks away while the directory is stepped; gives what the browser keeps, for [`Visitor::back`].
    pub fn away(self) -> BTreeMap<String, String> {
        self.cookies.into_inner()
    }

    /// The same browser again.
    pub fn back(app: &'a TestApp, kept: BTreeMap<String, String>) -> Self {
        Self { app, cookies: RefCell::new(kept) }
    }

    /// Asks for a page.
    pub async fn get(&self, path: &str) -> Page {
        self.send(self.app.request(Method::GET, path)).await
    }

    /// Sends a form from a page of the site.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.send(self.form(path, fields)).await
    }

    /// A form of the site, to be refined and sent with [`Visitor::send`].
    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self.app.request(Method::POST, path).header("origin", &self.app.url);
        let request = request.header("sec-fetch-site", "same-origin");
        request.header("content-type", "application/x-www-form-urlencoded").body(body)
    }

    /// Sends a request with the cookies of this browser, in French, and keeps what cookies it is given.
    pub async fn send(&self, request: RequestBuilder) -> Page {
        let cookies: Vec<String> =
            self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = request.header("accept-language", "fr");
        if !cookies.is_empty() {
            request = request.header("cookie", cookies.join("; "));
        }
        let page = self.app.send(request).await;
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
