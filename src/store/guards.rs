//! What the engines themselves forbid: changing or deleting what is only ever added. Each says so in words of its own, which
//! the portable migrations cannot; so the guards are put up each time a database is opened, behind the migrations.

use sqlx::{AnyConnection, Executor};

use super::StoreError;
use super::address::Engine;

/// `insert or replace` deletes without a word to any trigger, so a number that is taken is refused before it.
const SQLITE: &str = "
create trigger if not exists audit_log_is_kept before update on audit_log
begin select raise(abort, 'rows of the audit log are only added'); end;
create trigger if not exists audit_log_is_whole before delete on audit_log
begin select raise(abort, 'rows of the audit log are only added'); end;
create trigger if not exists audit_log_is_added before insert on audit_log
when exists (select 1 from audit_log where seq = new.seq)
begin select raise(abort, 'rows of the audit log are only added'); end;
create trigger if not exists decision_is_whole before delete on decision
begin select raise(abort, 'decisions are only added'); end;
create trigger if not exists decision_is_added before insert on decision
when exists (select 1 from decision where id = new.id)
begin select raise(abort, 'decisions are only added'); end;
create trigger if not exists decision_is_kept before update on decision
when new.words <> '' or new.id is not old.id or new.at is not old.at or new.officer_id is not old.officer_id
  or new.second_id is not old.second_id or new.outcome is not old.outcome
  or new.application_id is not old.application_id or new.report_id is not old.report_id
  or new.listing_id is not old.listing_id or new.provider_id is not old.provider_id
  or new.reasons is not old.reasons or new.criteria is not old.criteria or new.version is not old.version
begin select raise(abort, 'decisions are only added'); end;
";

/// `create or replace trigger` needs PostgreSQL 14.
const POSTGRES: &str = "
create or replace function only_added() returns trigger language plpgsql as
$$ begin raise exception 'rows of % are only added', tg_table_name; end $$;
create or replace function only_words_emptied() returns trigger language plpgsql as
$$ begin
  if new.words <> '' or row(new.id, new.at, new.officer_id, new.second_id, new.outcome, new.application_id, new.report_id,
      new.listing_id, new.provider_id, new.reasons, new.criteria, new.version)
    is distinct from row(old.id, old.at, old.officer_id, old.second_id, old.outcome, old.application_id, old.report_id,
      old.listing_id, old.provider_id, old.reasons, old.criteria, old.version) then
    raise exception 'rows of decision are only added';
  end if;
  return new;
end $$;
create or replace trigger audit_log_is_kept before update or delete on audit_log
  for each row execute function only_added();
create or replace trigger audit_log_is_whole before truncate on audit_log
  for each statement execute function only_added();
create or replace trigger decision_is_whole before delete on decision
  for each row execute function only_added();
create or replace trigger decision_is_there before truncate on decision
  for each statement execute function only_added();
create or replace trigger decision_is_kept before update on decision
  for each row execute function only_words_emptied();
";

/// Puts up the guards, in the transaction that makes a database ready and that alone may write.
pub(super) async fn put_up(connection: &mut AnyConnection, engine: Engine) -> Result<(), StoreError> {
    let statements = match engine {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
    };
    connection.execute(statements).await?;
    Ok(())
}
