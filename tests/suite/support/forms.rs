//! What a visitor does with the forms of an application, and with a keyboard only.

use std::path::Path;

use serde_json::json;
use thirtyfour::Key;
use thirtyfour::components::SelectElement;
use thirtyfour::prelude::*;

use super::browser::Browser;
use super::elements::plain;
use super::visitor::Visitor;

/// Most presses of the tabulation key before giving up.
const PATIENCE: usize = 120;

impl Browser {
    /// Takes the choice of this label in the group whose name begins so.
    pub async fn choose_in(&self, group: &str, label: &str) {
        let group = self.starting("fieldset", group).await;
        let choices = group.find_all(By::Css("input")).await.unwrap();
        for choice in &choices {
            if self.name(choice).await == plain(label) {
                return self.click(choice.clone()).await;
            }
        }
        panic!("no « {label} » among {} choices at {}", choices.len(), self.address().await);
    }

    /// Toggles the box whose label begins so (a count may follow).
    pub async fn choose_starting(&self, label: &str) {
        let ticked = self.starting("input[type=checkbox]", label).await;
        self.click(ticked).await;
    }

    /// Whether the box whose label begins so is taken.
    pub async fn is_chosen_starting(&self, label: &str) -> bool {
        self.starting("input[type=checkbox]", label).await.is_selected().await.unwrap()
    }

    /// Takes a line of the list of this label.
    pub async fn select(&self, label: &str, line: &str) {
        let list = SelectElement::new(&self.named("select", label).await).await.unwrap();
        list.select_by_exact_text(line).await.unwrap();
    }

    /// Replaces what the first of several fields of this label holds.
    pub async fn fill_first(&self, label: &str, text: &str) {
        let field = self.starting("input, textarea", label).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Follows the first of several links whose name begins so.
    pub async fn follow_first(&self, name: &str) {
        let link = self.starting("a[href]", name).await;
        self.click(link).await;
    }

    /// Gives a file to the field of this label.
    pub async fn upload(&self, label: &str, file: &Path) {
        self.named("input[type=file]", label).await.send_keys(file.to_str().unwrap()).await.unwrap();
    }

    /// Clicks into the shape of the map whose title begins so.
    pub async fn click_shape(&self, title: &str) {
        let shape =
            format!("//*[name()='path'][*[name()='title'][starts-with(normalize-space(), \"{title}\")]]");
        let shape = self.driver.find(By::XPath(shape)).await.unwrap();
        shape.scroll_into_view().await.unwrap();
        self.driver.action_chain().click_element(&shape).perform().await.unwrap();
    }

    /// Puts the sessions of a visitor into this browser, in the place of those it had.
    pub async fn take_session(&self, visitor: &Visitor<'_>) {
        for name in ["candidature", "espace", "administration"] {
            if let Some(value) = visitor.cookie(name) {
                let site = visitor.site();
                let cookie =
                    json!({ "name": name, "value": value, "url": site, "httpOnly": true, "sameSite": "Lax" });
                self.cdp("Network.setCookie", cookie).await;
            }
        }
    }

    /// Text of the alert-like summary of errors; fails unless it has the focus.
    pub async fn error_summary(&self) -> String {
        let summary = self.driver.find(By::Css("section.errors")).await.unwrap();
        let focused = self.driver.active_element().await.unwrap();
        assert_eq!(focused.element_id(), summary.element_id(), "the summary has no focus");
        plain(&summary.text().await.unwrap())
    }

    /// Presses the tabulation key until the focus is on what begins so, at most 120 times.
    pub async fn tab_to(&self, name: &str) {
        let mut passed = Vec::new();
        for _ in 0..PATIENCE {
            let focus = self.tab().await;
            if focus.starts_with(&plain(name)) {
                return;
            }
            passed.push(focus);
        }
        panic!("the keyboard never reaches « {name} » at {}; it passes {passed:#?}", self.address().await);
    }

    /// Types into the field of this label, reached by the keyboard.
    pub async fn tab_and_type(&self, label: &str, text: &str) {
        self.tab_to(label).await;
        self.key_text(text).await;
    }

    /// Presses the button of this name, reached by the keyboard.
    pub async fn tab_and_press(&self, name: &str) {
        self.tab_to(name).await;
        self.key(Key::Enter).await;
    }
}
