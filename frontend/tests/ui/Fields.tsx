import { useState } from "react";
import { DayFields } from "../../src/ui/form/DayFields";
import { Field } from "../../src/ui/form/Field";
import { FieldFrame } from "../../src/ui/form/FieldFrame";
import form from "../../src/ui/form/Form.module.css";
import { SearchForm } from "../../src/ui/form/SearchForm";
import { SelectField } from "../../src/ui/form/SelectField";
import { SuggestField } from "../../src/ui/form/SuggestField";
import { TextArea } from "../../src/ui/form/TextArea";
import { TickBoxes } from "../../src/ui/form/TickBoxes";
import { Card } from "../../src/ui/page/Card";

const COLOURS = ["moss", "oatmeal", "rust"] as const;
const OPTIONS = COLOURS.map((value) => ({ value, label: value }));

export function Fields() {
  const [text, type] = useState("Ada Lovelace");
  const [colour, choose] = useState<(typeof COLOURS)[number]>("moss");
  const [ticked, tick] = useState<ReadonlySet<string>>(new Set(["oatmeal"]));
  const [days, change] = useState({ since: "2026-01-01", until: "2026-01-31" });
  const value = { value: text, onType: type };
  return (
    <Card title="Fields">
      <div className={form.form}>
        <SearchForm label="Search for products" button="Search" onSubmit={(event) => event.preventDefault()} />
        <Field label="Plain" {...value} />
        <Field label="With a hint" hint="As on the letter box" {...value} />
        <Field label="With a problem" hint="As on the letter box" problem="Enter a name." {...value} />
        <Field label="Disabled" disabled {...value} />
        <FieldFrame label="Any input in a frame">{(connection) => <input type="color" {...connection} />}</FieldFrame>
        <TextArea label="Several lines" hint="At most 200 characters" {...value} />
        <TextArea label="Several lines with a problem" problem="Enter a reason." {...value} />
        <SelectField label="A list" value={colour} options={OPTIONS} onChoose={choose} />
        <SelectField
          label="A list with a problem"
          problem="Choose."
          value={colour}
          options={OPTIONS}
          onChoose={choose}
        />
        <SuggestField label="Suggestions" known={COLOURS} {...value} />
        <DayFields days={days} labels={{ since: "First day", until: "Last day" }} onChange={change} />
        <TickBoxes legend="Boxes" all={COLOURS} chosen={ticked} onChoose={tick} />
        <TickBoxes legend="Boxes with a problem" problem="Tick one." all={COLOURS} chosen={new Set()} onChoose={tick} />
      </div>
    </Card>
  );
}
