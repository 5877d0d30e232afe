//! A shopkeeper works out what an offer would cost its own shop.

use serde_json::json;

use crate::http::offers::app_with;
use crate::support::axe::assert_accessible;
use crate::support::browser::Browser;

#[tokio::test]
async fn journey_to_the_first_year_of_ones_own_shop_without_a_script_on_a_phone() {
    let app = app_with(
        json!({ "pricing_model": ["commission"], "commission_percent_hundredths": 1200, "price_plans": [] }),
    )
    .await;
    for (device, state) in [
        (Browser::phone().without_javascript(), "on a phone without script"),
        (Browser::desktop().dark(), "in the dark"),
    ] {
        device
            .journey(async |browser| {
                browser.visit(&format!("{}/offres/boutique?q=boutique", app.url)).await;
                browser.fill("Commandes par mois", "100").await;
                browser.fill("Panier moyen, en euros", "18,50").await;
                browser.press("Recalculer").await;
                browser.wait_for("18,50").await;
                let text = browser.text().await;
                assert!(text.contains("pour 100 commandes par mois de 18,50 €"), "{text}");
                assert!(text.contains("12 % de 22 200 € de ventes"), "{state}");
                let address = browser.address().await;
                assert!(address.contains("q=boutique") && address.ends_with("#premiere-annee"), "{address}");
                let (content, window) = browser.widths().await;
                assert!(content <= window, "{state}: {content} > {window}");
                if !state.contains("without") {
                    assert_accessible(browser, "an offer with its first year").await;
                }
                browser.assert_clean().await;
            })
            .await;
    }
}
