//! What a visitor does with a page, by the names that the browser gives to people and to screen readers.

use axum::http::Method;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::common::requestdata::RequestData;
use thirtyfour::prelude::*;
use thirtyfour::stringmatch::StringMatch;
use thirtyfour::{Key, SessionId};

use super::browser::Browser;

const FIELDS: &str = "input:not([type=hidden]), textarea, select";
const BUTTONS: &str = "button, input[type=submit], summary, [role=button]";

impl Browser {
    /// The visible text of the page; typographic spaces come as plain ones (`html` keeps them).
    pub async fn text(&self) -> String {
        plain(&self.driver.find(By::Tag("body")).await.unwrap().text().await.unwrap())
    }

    /// The text of the page's only first-level heading.
    pub async fn heading(&self) -> String {
        let headings = self.driver.find_all(By::Tag("h1")).await.unwrap();
        assert_eq!(headings.len(), 1, "headings of the first level at {}", self.address().await);
        plain(&headings[0].text().await.unwrap())
    }

    /// Follows the link of this name.
    pub async fn click_link(&self, name: &str) {
        self.named("a[href]", name).await.click().await.unwrap();
    }

    /// Presses the button (or the foldable heading) of this name.
    pub async fn press(&self, name: &str) {
        self.named(BUTTONS, name).await.click().await.unwrap();
    }

    /// Replaces what the field of this label holds.
    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.named(FIELDS, label).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// What the field of this label holds.
    pub async fn value(&self, label: &str) -> String {
        self.named(FIELDS, label).await.prop("value").await.unwrap().unwrap_or_default()
    }

    /// Toggles the box or takes the choice of this label.
    pub async fn choose(&self, label: &str) {
        self.named("input[type=checkbox], input[type=radio], option", label).await.click().await.unwrap();
    }

    /// Whether the box or the choice of this label is taken.
    pub async fn is_chosen(&self, label: &str) -> bool {
        self.named("input[type=checkbox], input[type=radio], option", label)
            .await
            .is_selected()
            .await
            .unwrap()
    }

    /// Names of the visible links, in the page's order.
    pub async fn links(&self) -> Vec<String> {
        self.visible("a[href]").await.into_iter().map(|(_, name)| name).collect()
    }

    /// Presses a key where the focus is.
    pub async fn key(&self, key: Key) {
        self.driver.active_element().await.unwrap().send_keys(key).await.unwrap();
    }

    /// Presses the tabulation key and tells where the focus went.
    pub async fn tab(&self) -> String {
        self.driver.action_chain().send_keys(Key::Tab).perform().await.unwrap();
        self.focus().await
    }

    /// Name of the element that has the focus; empty when none has.
    pub async fn focus(&self) -> String {
        let element = self.driver.active_element().await.unwrap();
        if element.tag_name().await.unwrap() == "body" { String::new() } else { self.name(&element).await }
    }

    /// Waits, at most twenty seconds, until the page shows this text.
    pub async fn wait_for(&self, text: &str) {
        let shown = self.driver.query(By::Tag("body")).with_text(StringMatch::new(text).partial());
        if shown.first().await.is_err() {
            panic!("« {text} » never shows; the page says:\n{}", self.text().await);
        }
    }

    /// The only displayed element of this name, or a failure that lists the names there are.
    async fn named(&self, css: &str, name: &str) -> WebElement {
        let all = self.visible(css).await;
        let names: Vec<_> = all.iter().map(|(_, name)| name.clone()).collect();
        let mut found = all.into_iter().filter(|(_, its_name)| *its_name == plain(name));
        match (found.next(), found.next()) {
            (Some((element, _)), None) => element,
            (None, _) => panic!("no « {name} » at {}; there are: {names:#?}", self.address().await),
            _ => panic!("several « {name} » at {}: {names:#?}", self.address().await),
        }
    }

    async fn visible(&self, css: &str) -> Vec<(WebElement, String)> {
        let mut visible = Vec::new();
        for element in self.driver.find_all(By::Css(css)).await.unwrap() {
            if element.is_displayed().await.unwrap() {
                let name = self.name(&element).await;
                visible.push((element, name));
            }
        }
        visible
    }

    /// The accessible name, computed by the browser.
    async fn name(&self, element: &WebElement) -> String {
        let answer = self.driver.cmd(ComputedLabel(element.element_id().to_string())).await.unwrap();
        plain(&answer.value::<String>().unwrap())
    }
}

/// WebDriver's "Get Computed Label", which thirtyfour does not have.
#[derive(Debug)]
struct ComputedLabel(String);

impl FormatRequestData for ComputedLabel {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(Method::GET, format!("session/{session}/element/{}/computedlabel", self.0))
    }
}

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ").trim().to_owned()
}
