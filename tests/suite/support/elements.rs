//! What a visitor does with a page, by the names that the browser gives to people and to screen readers.

use std::time::Duration;

use axum::http::Method;
use serde_json::json;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::common::requestdata::RequestData;
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::prelude::*;
use thirtyfour::stringmatch::StringMatch;
use thirtyfour::{Key, SessionId};

use super::browser::Browser;

/// Longest waits for a page to be left and for a text to appear, and time between two looks.
const LEAVING: Duration = Duration::from_secs(10);
const APPEARING: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(20);

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
        self.click(self.named("a[href]", name).await).await;
    }

    /// Presses the button (or the foldable heading) of this name.
    pub async fn press(&self, name: &str) {
        self.click(self.named(BUTTONS, name).await).await;
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
        let choice = self.named("input[type=checkbox], input[type=radio], option", label).await;
        self.click(choice).await;
    }

    /// Presses the first of several buttons of this name and waits for the next page.
    pub async fn press_first(&self, name: &str) {
        let button = self.starting(BUTTONS, name).await;
        self.click(button).await;
    }

    /// Name of the first offer in the list of results.
    pub async fn first_offer(&self) -> String {
        plain(&self.driver.find(By::Css(".list .offer a")).await.unwrap().text().await.unwrap())
    }

    /// Types letters where the focus is.
    pub async fn key_text(&self, text: &str) {
        self.driver.active_element().await.unwrap().send_keys(text).await.unwrap();
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
        let element = self.driver.active_element().await.unwrap();
        let leaves = matches!(key, Key::Enter | Key::Return)
            && (leaves_page(&element).await
                || element.attr("type").await.unwrap().as_deref() == Some("checkbox"));
        self.act(leaves, element.send_keys(key)).await;
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

    /// Waits, at most ten seconds, until the page shows this text.
    pub async fn wait_for(&self, text: &str) {
        let shown = self
            .driver
            .query(By::Tag("body"))
            .with_text(StringMatch::new(text).partial())
            .wait(APPEARING, POLL);
        // A page that comes in between makes the question stale; the answer is on the new one.
        if shown.first().await.is_err() {
            let says = self.text().await;
            assert!(says.contains(text), "« {text} » never shows; the page says:\n{says}");
        }
    }

    pub(super) async fn click(&self, element: WebElement) {
        self.act(leaves_page(&element).await, self.point_and_click(&element)).await;
    }

    /// Clicks; where WebDriver takes what it sees for hidden (see `shown`), with the mouse on the very spot.
    async fn point_and_click(&self, element: &WebElement) -> WebDriverResult<()> {
        match element.click().await {
            Err(error) if matches!(error.as_inner(), WebDriverErrorInner::ElementNotInteractable(_)) => {
                element.scroll_into_view().await?;
                self.driver.action_chain().click_element(element).perform().await
            }
            done => done,
        }
    }

    /// Acts, then waits for the old page to go when the action should leave it: chromedriver alone sometimes answers
    /// the next question from the old page. An action that stays after all costs this wait and fails nothing.
    async fn act(&self, leaves: bool, action: impl Future<Output = WebDriverResult<()>>) {
        let page = self.driver.find(By::Tag("html")).await.unwrap();
        action.await.unwrap();
        if leaves {
            let _ = page.wait_until().wait(LEAVING, POLL).stale().await;
        }
    }

    /// The only displayed element of this name, or a failure that lists the names there are.
    pub(super) async fn named(&self, css: &str, name: &str) -> WebElement {
        let all = self.visible(css).await;
        let names: Vec<_> = all.iter().map(|(_, name)| name.clone()).collect();
        let mut found = all.into_iter().filter(|(_, its_name)| without_note(its_name) == plain(name));
        match (found.next(), found.next()) {
            (Some((element, _)), None) => element,
            (None, _) => panic!("no « {name} » at {}; there are: {names:#?}", self.address().await),
            _ => panic!("several « {name} » at {}: {names:#?}", self.address().await),
        }
    }

    /// The first displayed element whose name begins so, or a failure that lists the names there are.
    pub(super) async fn starting(&self, css: &str, name: &str) -> WebElement {
        let all = self.visible(css).await;
        let names: Vec<_> = all.iter().map(|(_, name)| name.clone()).collect();
        match all.into_iter().find(|(_, its_name)| its_name.starts_with(&plain(name))) {
            Some((element, _)) => element,
            None => panic!("no « {name}… » at {}; there are: {names:#?}", self.address().await),
        }
    }

    async fn visible(&self, css: &str) -> Vec<(WebElement, String)> {
        let mut visible = Vec::new();
        for element in self.shown(css).await {
            let name = self.name(&element).await;
            visible.push((element, name));
        }
        visible
    }

    /// The elements that a visitor sees. WebDriver's own answer takes everything in a closed `<details>` for hidden,
    /// also where the page shows it open at this width, so the browser is asked wherever scripts run.
    async fn shown(&self, css: &str) -> Vec<WebElement> {
        let script = "const how = {visibilityProperty: true, contentVisibilityAuto: true};
            return [...document.querySelectorAll(arguments[0])].filter(element => element.checkVisibility(how))";
        if let Ok(answer) = self.driver.execute(script, [json!(css)]).await {
            return answer.elements().unwrap();
        }
        let mut shown = Vec::new();
        for element in self.driver.find_all(By::Css(css)).await.unwrap() {
            if element.is_displayed().await.unwrap() {
                shown.push(element);
            }
        }
        shown
    }

    /// The accessible name, computed by the browser.
    pub(super) async fn name(&self, element: &WebElement) -> String {
        let answer = self.driver.cmd(ComputedLabel(element.element_id().to_string())).await.unwrap();
        plain(&answer.value::<String>().unwrap())
    }
}

/// Whether a click (or Enter) here goes to another page: a link elsewhere, a form that is sent.
async fn leaves_page(element: &WebElement) -> bool {
    let kind = element.attr("type").await.unwrap();
    match (element.tag_name().await.unwrap().as_str(), kind.as_deref()) {
        ("a", _) => element.attr("href").await.unwrap().is_some_and(|address| !address.starts_with('#')),
        ("button", None | Some("submit"))
        | ("input", None | Some("submit" | "text" | "search" | "email" | "url")) => {
            element.find(By::XPath("ancestor::form")).await.is_ok()
        }
        _ => false,
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

/// A name without the note that a field may be left empty.
fn without_note(name: &str) -> &str {
    let note = [" (facultatif)", " (optional)"].into_iter().find_map(|note| name.strip_suffix(note));
    note.unwrap_or(name)
}

pub(super) fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ").trim().to_owned()
}
