import { GlobalRegistry, NumberInput } from 'adaptivecards';

/** The renderer takes an empty field with limits for a wrong one; an empty field is wrong only when it is required. */
class OptionalNumberInput extends NumberInput {
  override isValid(): boolean {
    return this.isSet() ? super.isValid() : !this.isRequired;
  }
}

export function registerNumberInput(): void {
  GlobalRegistry.elements.register('Input.Number', OptionalNumberInput);
}
