// Makes a field ready for typing over. Returns false where typing is done by a picker (a date, a
// colour): then the value has been set as the picker sets it.
const [field, text] = arguments;
field.focus();
if (/^(date|time|datetime-local|month|week|color|range)$/.test(field.type)) {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  return false;
}
field.select();
return true;
