from django.db import migrations

CONDITION = """EXISTS (SELECT 1 FROM schools_schoolyear other WHERE other.district_id = NEW.district_id
  AND other.id <> NEW.id AND other.starts_on <= NEW.ends_on AND other.ends_on >= NEW.starts_on)"""
SENTENCE = "school years of one district must not overlap"

POSTGRES = f"""
CREATE FUNCTION refuse_overlapping_year() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {CONDITION} THEN
    RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER schools_years_never_overlap BEFORE INSERT OR UPDATE ON schools_schoolyear
FOR EACH ROW EXECUTE FUNCTION refuse_overlapping_year()
"""


def forbid_overlap(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute(POSTGRES, None)
        return
    for verb in ("insert", "update"):
        # On insert the row has no id yet (NEW.id is -1 or NULL), so the id is compared null-safely.
        condition = CONDITION.replace("other.id <> NEW.id", "other.id IS NOT NEW.id")
        schema_editor.execute(
            f"CREATE TRIGGER schools_years_never_overlap_{verb} BEFORE {verb.upper()} ON schools_schoolyear "
            f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
            None,
        )


def allow_overlap(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute("DROP TRIGGER schools_years_never_overlap ON schools_schoolyear", None)
        schema_editor.execute("DROP FUNCTION refuse_overlapping_year()", None)
        return
    for verb in ("insert", "update"):
        schema_editor.execute(f"DROP TRIGGER schools_years_never_overlap_{verb}", None)


class Migration(migrations.Migration):
    """Years of a district never overlap."""

    dependencies = [("schools", "0001_initial")]
    operations = [migrations.RunPython(forbid_overlap, allow_overlap)]
