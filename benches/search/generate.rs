//! Made-up listings as lines of NDJSON: the same ones at every run, the first ones the same at every size.

use devanture::domain::ids::Slug;
use devanture::domain::taxonomy::{Need, ServiceType};
use devanture::domain::territory::{CommuneId, Territory};
use serde_json::{Map, Value, json};
use uuid::Builder;

use crate::facts::{facts, given};
use crate::places::Places;
use crate::prose::{Topic, firm, made_up_word};
use crate::random::Random;

const SEED: u64 = 0x000D_E7A2_7001;
/// First of January 2025, in milliseconds since 1970.
const FIRST_MILLISECOND: u64 = 1_735_689_600_000;
/// Share in a thousand of providers with 1, 2, 3, 4–6, 7–12 and 13–20 offers: 0.62 providers per offer.
const OFFERS: [usize; 6] = [752, 130, 57, 44, 12, 5];
const OFFERS_RANGE: [(usize, usize); 6] = [(1, 1), (2, 2), (3, 3), (4, 6), (7, 12), (13, 20)];

/// A provider whose offers are being made.
struct Firm {
    record: Value,
    commune: CommuneId,
    claimed: bool,
    labelled: bool,
    named: bool,
    /// Trades the firm knows, as ranks of service types by popularity.
    skills: Vec<usize>,
    offers_left: usize,
}

/// An endless stream of lines; take as many as wanted.
pub(crate) struct Listings {
    random: Random,
    places: Places,
    /// Service types, the most offered first.
    types: Vec<ServiceType>,
    firm: Option<Firm>,
    firms: u32,
    listings: u32,
}

impl Listings {
    /// Starts at the first line.
    pub(crate) fn new() -> Self {
        // The first type of each need is in demand most, then the second ones.
        let mut types: Vec<_> = Need::all().flat_map(|need| need.types().enumerate()).collect();
        types.sort_by_key(|(place, _)| *place);
        let types = types.into_iter().map(|(_, service_type)| service_type).collect();
        Self { random: Random::new(SEED), places: Places::new(), types, firm: None, firms: 0, listings: 0 }
    }

    fn new_firm(&mut self) -> Firm {
        self.firms += 1;
        let random = &mut self.random;
        let commune = self.places.commune(random);
        let claimed = random.chance(70);
        let named = random.chance(50);
        let labels = labels(claimed, random);
        let labelled = !labels.is_empty();
        let record = provider(self.firms, commune, claimed, named, labels, random);
        let skills = (0..random.between(1, 6)).map(|_| random.skewed(self.types.len())).collect();
        let (least, most) = OFFERS_RANGE[random.weighted(&OFFERS)];
        let offers_left = random.between(least, most);
        Firm { record, commune, claimed, labelled, named, skills, offers_left }
    }

    /// Picks one to four different types, the firm's own trades first.
    fn service_types(&mut self, skills: &[usize]) -> Vec<ServiceType> {
        let count = 1 + self.random.weighted(&[45, 30, 17, 8]);
        let mut types = Vec::with_capacity(count);
        while types.len() < count {
            let known = self.random.chance(70);
            let rank = if known {
                skills[self.random.below(skills.len())]
            } else {
                self.random.skewed(self.types.len())
            };
            if !types.contains(&self.types[rank]) {
                types.push(self.types[rank]);
            }
        }
        types
    }

    fn listing(&mut self, firm: &Firm) -> Value {
        self.listings += 1;
        let types = self.service_types(&firm.skills);
        let random = &mut self.random;
        let tool = made_up_word(random);
        let topic = Topic { types: &types, commune: Territory::Commune(firm.commune), tool: &tool };
        let title = topic.title(random);
        let mut fields = Map::new();
        if firm.named {
            fields.insert("id".into(), identifier(self.listings, random).into());
            fields.insert("slug".into(), Slug::from_text(&title).numbered(self.listings).as_str().into());
        }
        fields.insert("title".into(), title.into());
        fields.insert("summary".into(), topic.summary(random).into());
        if random.chance(60) {
            fields.insert("description".into(), topic.description(random).into());
        }
        let slugs: Vec<_> = types.iter().map(|kind| kind.slug()).collect();
        fields.insert("service_types".into(), json!(slugs));
        fields.insert("area".into(), json!(self.places.area(firm.commune, random)));
        facts(&mut fields, firm.claimed, firm.labelled, random);
        fields.insert("provider".into(), firm.record.clone());
        Value::Object(fields)
    }
}

impl Iterator for Listings {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut firm = self.firm.take().unwrap_or_else(|| self.new_firm());
        let listing = self.listing(&firm);
        firm.offers_left -= 1;
        self.firm = Some(firm).filter(|firm| firm.offers_left > 0);
        Some(listing.to_string())
    }
}

/// Makes an identifier of version 7 (RFC 9562): a moment since January 2025, later for later things.
fn identifier(number: u32, random: &mut Random) -> String {
    let moment = FIRST_MILLISECOND + u64::from(number) * 60_000;
    Builder::from_unix_timestamp_millis(moment, &random.ten_bytes()).into_uuid().to_string()
}

fn provider(
    number: u32,
    commune: CommuneId,
    claimed: bool,
    named: bool,
    labels: Vec<Value>,
    random: &mut Random,
) -> Value {
    let place = Territory::Commune(commune);
    let name = firm(place, random);
    let slug = Slug::from_text(&name).numbered(number);
    let mut fields = Map::new();
    if named {
        fields.insert("id".into(), identifier(number, random).into());
        fields.insert("slug".into(), slug.as_str().into());
    }
    if claimed || random.chance(50) {
        let siren = with_check_digit(&format!("{}", 80_000_000 + number));
        fields.insert("siret".into(), with_check_digit(&format!("{siren}000{}", number % 10)).into());
        fields.insert("siren".into(), siren.into());
        fields.insert("legal_name".into(), format!("{name} SARL").into());
        fields.insert("register_state".into(), json!("active"));
    }
    if given(70, claimed, random) {
        let street = format!("{} rue de la République", random.between(1, 180));
        fields.insert("address".into(), json!({"street": street, "commune": place.code()}));
    }
    if given(60, claimed, random) {
        // Numbers that the telephone regulator keeps for fiction.
        let phone = format!("01 99 00 {:02} {:02}", random.below(100), random.below(100));
        fields.insert("public_phone".into(), phone.into());
    }
    fields.insert("languages".into(), if random.chance(20) { json!(["fr", "en"]) } else { json!(["fr"]) });
    fields.insert("website".into(), format!("https://{slug}.example/").into());
    fields.insert("labels".into(), labels.into());
    fields.insert("name".into(), name.into());
    Value::Object(fields)
}

fn labels(claimed: bool, random: &mut Random) -> Vec<Value> {
    if !claimed || random.chance(85) {
        return Vec::new();
    }
    let kind = random.pick(&["expertcyber", "qualiopi", "france-num"]);
    vec![json!({"kind": kind, "expires_on": format!("2027-{:02}-01", random.between(1, 12))})]
}

/// Adds the digit that makes a number pass the Luhn check (ISO/IEC 7812-1 annex B).
fn with_check_digit(digits: &str) -> String {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            if place % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit }
        })
        .sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}
