//! What the columns of a file stand for.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::super::OnDuty;
use super::super::frame::Frame;
use super::{gone, outline, owner, refused};
use crate::domain::choice::Choice;
use crate::domain::import::{Choices, Column, ColumnError, FileKind, Sheet};
use crate::domain::taxonomy::{Need, ServiceType};
use crate::i18n::Lang;
use crate::store::ImportOutline;
use crate::web::answer::{NOT_KEPT, page_with};
use crate::web::chrome::Chrome;
use crate::web::door::see_other;
use crate::web::draw;
use crate::web::failed::Failed;
use crate::web::form::Typed;
use crate::web::state::AppState;
use crate::workflow::import::desk::{self, ImportError};

/// Longest cell that is shown as an example, in characters.
const MAX_SHOWN: usize = 60;

#[derive(Template)]
#[template(path = "pages/desk/import_columns.html")]
struct ColumnsPage {
    chrome: Chrome,
    lang: Lang,
    frame: Frame,
    action: String,
    forget_action: String,
    batch: String,
    columns: Vec<ColumnField>,
    needs: Vec<Group>,
    choices: Choices,
    errors: Vec<(String, String)>,
}

/// A column with what it may stand for.
struct ColumnField {
    id: String,
    label: String,
    examples: String,
    options: Vec<Choosable>,
    wrong: bool,
}

/// The service types of a need.
struct Group {
    label: &'static str,
    options: Vec<Choosable>,
}

struct Choosable {
    value: &'static str,
    label: &'static str,
    chosen: bool,
}

impl ColumnsPage {
    fn problem(&self, id: &str) -> Option<&str> {
        let found = self.errors.iter().find(|(href, _)| href.strip_prefix('#') == Some(id));
        found.map(|(_, text)| text.as_str())
    }
}

/// A table that waits for somebody to explain it.
struct Waiting {
    outline: ImportOutline,
    sheet: Sheet,
}

async fn waiting(state: &AppState, on_duty: &OnDuty) -> Result<Option<Waiting>, Failed> {
    let Some(outline) = outline(state, on_duty).await? else { return Ok(None) };
    if outline.kind != FileKind::Table || outline.done_at.is_some() {
        return Ok(None);
    }
    let content = state.store.import_content(on_duty.officer.id, outline.id).await?;
    Ok(content.and_then(|content| Sheet::of(&content).ok()).map(|sheet| Waiting { outline, sheet }))
}

/// Asks what each column stands for, with what their names let guess.
pub(super) async fn show(State(state): State<AppState>, on_duty: OnDuty) -> Result<Response, Failed> {
    let Some(mut waiting) = waiting(&state, &on_duty).await? else { return Ok(gone(&on_duty)) };
    let said = waiting.outline.choices.take();
    let choices = said.unwrap_or_else(|| Choices::guessed(&waiting.sheet.headers, state.today()));
    Ok(view(&on_duty, &waiting, choices, Vec::new()))
}

fn view(on_duty: &OnDuty, waiting: &Waiting, choices: Choices, errors: Vec<(String, String)>) -> Response {
    let lang = on_duty.lang();
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let columns = waiting.sheet.headers.iter().enumerate().map(|(place, header)| {
        let id = format!("c{place}");
        let chosen = choices.columns.get(place).copied().unwrap_or(Column::Ignored);
        let option = |column: &Column| Choosable {
            value: column.slug(),
            label: lang.column(*column),
            chosen: *column == chosen,
        };
        let name = header.trim();
        ColumnField {
            label: if name.is_empty() { lang.import_empty_column().to_owned() } else { shown(name) },
            examples: examples(&waiting.sheet, place),
            options: Column::ALL.iter().map(option).collect(),
            wrong: errors.iter().any(|(href, _)| href.strip_prefix('#') == Some(&id)),
            id,
        }
    });
    let columns = columns.collect();
    let page = ColumnsPage {
        columns,
        needs: services(&choices.service, lang),
        lang,
        frame: on_duty.frame(),
        action: on_duty.href("/import/colonnes"),
        forget_action: on_duty.href("/import/oublier"),
        batch: waiting.outline.id.to_string(),
        choices,
        errors,
        chrome: Chrome::new(&on_duty.visit),
    };
    page_with(status, NOT_KEPT, &page)
}

fn examples(sheet: &Sheet, place: usize) -> String {
    let cells = sheet.rows.iter().filter_map(|row| row.get(place)).map(|cell| cell.trim());
    cells.filter(|cell| !cell.is_empty()).map(shown).collect::<Vec<_>>().join(" · ")
}

fn shown(text: &str) -> String {
    let mut short: String = text.chars().take(MAX_SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn services(chosen: &str, lang: Lang) -> Vec<Group> {
    let option = |service: ServiceType| Choosable {
        value: service.slug(),
        label: lang.of(service.label()),
        chosen: service.slug() == chosen,
    };
    let of =
        |need: Need| ServiceType::all().filter(move |service| service.need() == need).map(option).collect();
    Need::all().map(|need| Group { label: lang.of(need.label()), options: of(need) }).collect()
}

/// Reads what was said, and tries the file by it.
pub(super) async fn explain(
    State(state): State<AppState>,
    on_duty: OnDuty,
    typed: Typed,
) -> Result<Response, Failed> {
    let Some(waiting) = waiting(&state, &on_duty).await? else { return Ok(gone(&on_duty)) };
    if typed.get("lot") != waiting.outline.id.to_string() {
        return Ok(gone(&on_duty));
    }
    let column = |place: usize| Column::from_slug(typed.get(&format!("c{place}"))).unwrap_or(Column::Ignored);
    let choices = Choices {
        columns: (0..waiting.sheet.headers.len()).map(column).collect(),
        service: typed.get("service").to_owned(),
        area: typed.get("zone").trim().to_owned(),
        source: typed.get("source").trim().to_owned(),
    };
    let lang = on_duty.lang();
    let told = |error: ColumnError| (format!("#{}", field(error)), lang.column_error(error).to_owned());
    let errors: Vec<_> = choices.errors().into_iter().map(told).collect();
    if !errors.is_empty() {
        return Ok(view(&on_duty, &waiting, choices, errors));
    }
    let Some(_place) = state.tables.admission() else {
        return Ok(StatusCode::SERVICE_UNAVAILABLE.into_response());
    };
    let (actor, now) = (on_duty.actor(), state.now());
    let by = owner(&on_duty, &actor);
    match desk::explain(&state.store, by, waiting.outline.id, &choices, now, &mut draw::id).await {
        Ok(()) => Ok(see_other(&on_duty.href("/import/essai"))),
        Err(ImportError::File(error)) => {
            let errors = vec![("#c0".to_owned(), lang.file_error(error))];
            Ok(view(&on_duty, &waiting, choices, errors))
        }
        Err(error) => Ok(refused(error, &on_duty)),
    }
}

/// The field that an error leads to.
fn field(error: ColumnError) -> String {
    match error {
        ColumnError::Twice(place) => format!("c{place}"),
        ColumnError::NoProvider => "c0".to_owned(),
        ColumnError::NoService => "service".to_owned(),
        ColumnError::NoArea | ColumnError::UnknownArea => "zone".to_owned(),
        ColumnError::NoSource => "source".to_owned(),
    }
}
