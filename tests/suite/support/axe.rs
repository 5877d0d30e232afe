//! axe-core (MPL-2.0, fetched and verified by `./test`, never committed) looks at the page the browser shows.

use std::path::Path;
use std::sync::OnceLock;

use serde_json::{Value, json};

use super::browser::Browser;

/// WCAG 2.2 at levels A and AA, and axe's own advice.
const RULES: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

static AXE: OnceLock<String> = OnceLock::new();

/// Fails with axe's findings when the page shown has any.
pub async fn assert_accessible(browser: &Browser, place: &str) {
    let findings = findings(browser).await;
    assert!(findings.is_empty(), "{place} is not accessible:\n{}", findings.join("\n"));
}

/// Every violation on the page shown, one readable paragraph each.
///
/// WebDriver's scripts come from outside the page, so its content policy holds for them neither more nor less than
/// for a visitor's extension.
pub async fn findings(browser: &Browser) -> Vec<String> {
    let axe = AXE.get_or_init(|| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/axe.min.js");
        std::fs::read_to_string(path)
            .expect("target/tools/axe.min.js is missing: run ./test, which fetches it")
    });
    assert!(browser.device.javascript, "axe needs script: let it look at the page of a browser that has it");
    browser.driver.execute(axe.as_str(), []).await.unwrap();
    let run = "const done = arguments[1];
        axe.run(document, { runOnly: arguments[0], resultTypes: ['violations'] })
            .then(result => done(result.violations), error => done(String(error)));";
    let answer = browser.driver.execute_async(run, [json!(RULES)]).await.unwrap();
    let violations = answer.json().as_array().unwrap_or_else(|| panic!("axe gave up: {}", answer.json()));
    violations.iter().map(paragraph).collect()
}

fn paragraph(violation: &Value) -> String {
    let mut text = format!(
        "- {} ({}): {}",
        word(&violation["id"]),
        word(&violation["impact"]),
        word(&violation["help"])
    );
    for node in violation["nodes"].as_array().into_iter().flatten() {
        text += &format!("\n    {} {}", node["target"], word(&node["html"]));
        text += &format!("\n      {}", word(&node["failureSummary"]).replace('\n', "\n      "));
    }
    text
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
