//! What no page may do to a visitor: console messages, policy violations, foreign requests, cookies, sideways scrolling.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::browser::Browser;

impl Browser {
    /// Fails when the pages since the last call were not [clean](Self::complaints), when the visitor holds a cookie
    /// or when the page is wider than the screen.
    pub async fn assert_clean(&self) {
        self.assert_clean_with(&[]).await;
    }

    /// The same, where the visitor holds the cookie of an open application.
    pub async fn assert_clean_in_session(&self) {
        self.assert_clean_with(&["cookie: \"candidature\""]).await;
    }

    /// The same, where the visitor is somebody at the desk.
    pub async fn assert_clean_on_duty(&self) {
        self.assert_clean_with(&["cookie: \"administration\""]).await;
    }

    async fn assert_clean_with(&self, allowed: &[&str]) {
        let mut complaints = self.complaints().await;
        complaints.extend(self.stains().await.into_iter().filter(|stain| !allowed.contains(&stain.as_str())));
        assert!(complaints.is_empty(), "{} is not clean:\n{}", self.address().await, complaints.join("\n"));
    }

    /// What the page shown leaves with the visitor: cookies, and a width that makes the screen scroll sideways.
    pub(super) async fn stains(&self) -> Vec<String> {
        let cookies = self.cdp("Network.getAllCookies", json!({})).await;
        let cookies = cookies["cookies"].as_array().unwrap().iter();
        let mut stains: Vec<_> = cookies.map(|cookie| format!("cookie: {}", cookie["name"])).collect();
        let (screen, page) = self.widths().await;
        if page > screen {
            stains.push(format!("sideways scrolling: a page of {page} pixels on a screen of {screen}"));
        }
        stains
    }

    /// Console errors and warnings (policy violations are among them) and requests to any site but the visited one,
    /// since the last call. That a visited page itself answers 4xx is no complaint.
    pub async fn complaints(&self) -> Vec<String> {
        let origins = self.origins.lock().unwrap().clone();
        let mut complaints = Vec::new();
        let mut refusals = BTreeSet::new();
        for entry in self.driver.get_log("performance").await.unwrap() {
            let event: Value = serde_json::from_str(&entry.message).unwrap();
            let parameters = &event["message"]["params"];
            match event["message"]["method"].as_str() {
                Some("Network.requestWillBeSent") if is_foreign(&parameters["request"]["url"], &origins) => {
                    complaints.push(format!("foreign request: {}", parameters["request"]["url"]));
                }
                Some("Network.webSocketCreated") => complaints.push(format!("socket: {}", parameters["url"])),
                Some("Network.responseReceived") if is_refused_page(parameters) => {
                    refusals.extend(parameters["response"]["url"].as_str().map(String::from));
                }
                _ => {}
            }
        }
        for entry in self.driver.browser_log().await.unwrap() {
            let about = entry.message.split(' ').next().unwrap_or_default();
            let expected = entry.source.as_deref() == Some("network") && refusals.contains(about);
            if !expected && ["SEVERE", "WARNING"].contains(&entry.level.as_str()) {
                complaints.push(format!("console: {}", entry.message));
            }
        }
        complaints
    }
}

fn is_foreign(url: &Value, origins: &BTreeSet<String>) -> bool {
    let Some(url) = url.as_str().and_then(|url| reqwest::Url::parse(url).ok()) else { return true };
    !["about", "blob", "data"].contains(&url.scheme())
        && !origins.contains(&url.origin().ascii_serialization())
}

fn is_refused_page(parameters: &Value) -> bool {
    let status = parameters["response"]["status"].as_u64().unwrap_or_default();
    parameters["type"] == "Document" && (400..500).contains(&status)
}
