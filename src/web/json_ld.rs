//! Structured data of an offer (schema.org), as a data block that cannot end its element.

use serde_json::{Value, json};

use crate::domain::listing::{PricePlan, PriceUnit};
use crate::domain::record::Entry;

/// Describes an offer; the text is safe inside a `script` element.
pub(super) fn offer_data(entry: &Entry, address: &str) -> String {
    let listing = &entry.listing;
    let mut provider = json!({ "@type": "Organization", "name": entry.provider.name });
    if let Some(website) = &entry.provider.website {
        provider["url"] = Value::from(website.as_str());
    }
    let areas: Vec<String> = listing.area.zones().map(|zone| crate::i18n::Lang::Fr.zone(zone)).collect();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Service",
        "name": listing.title,
        "description": listing.summary,
        "url": address,
        "inLanguage": "fr",
        "serviceType": listing.service_types.iter().map(|service| service.label().fr).collect::<Vec<_>>(),
        "areaServed": areas,
        "provider": provider,
    });
    let offers: Vec<Value> = listing.price_plans.iter().filter_map(offer).collect();
    if !offers.is_empty() {
        data["offers"] = Value::from(offers);
    }
    in_script(&data.to_string())
}

/// Describes a price in euros; a share of sales is no price.
fn offer(plan: &PricePlan) -> Option<Value> {
    if plan.unit == PriceUnit::SalesPercent {
        return None;
    }
    let price = format!("{}.{:02}", plan.min_cents / 100, plan.min_cents % 100);
    Some(json!({ "@type": "Offer", "name": plan.name, "price": price, "priceCurrency": "EUR" }))
}

/// Escapes what could end the element or open a comment; inside JSON these characters only stand in strings.
fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_data_block_cannot_end_its_element() {
        let block = in_script(&json!({ "name": "</script><script>alert(1)</script><!--" }).to_string());
        assert!(!block.contains('<') && !block.contains('>'));
        assert_eq!(
            serde_json::from_str::<Value>(&block).unwrap()["name"],
            "</script><script>alert(1)</script><!--"
        );
    }
}
