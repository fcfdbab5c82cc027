/** Drop-downs: WordApi 1.9. Before it they are exchanged with the block that they stand in. */

export const reachesDropDowns = (): boolean => Office.context.requirements.isSetSupported('WordApi', '1.9');

/** Chooses one; false where there is no such choice. */
export type Choose = (text: string) => boolean;

/** What it gives may be called after the next sync. */
export const loadChoices = (control: Word.ContentControl): Choose => {
  const choices = control.dropDownListContentControl.listItems;
  choices.load('items/displayText');
  return (text) => {
    const choice = choices.items.find(({ displayText }) => displayText === text);
    choice?.select();
    return choice !== undefined;
  };
};

export const offer = (control: Word.ContentControl, options: readonly string[]): void => {
  for (const option of options) control.dropDownListContentControl.addListItem(option);
};
