/** Check boxes: WordApi 1.7. Before it they are exchanged with the block that they stand in. */

export const reachesCheckBoxes = (): boolean => Office.context.requirements.isSetSupported('WordApi', '1.7');

export const loadTick = (control: Word.ContentControl): void => {
  control.checkboxContentControl.load('isChecked');
};

/** Of a control whose tick was loaded. */
export const isTicked = (control: Word.ContentControl): boolean => control.checkboxContentControl.isChecked;

export const tick = (control: Word.ContentControl, checked: boolean): void => {
  control.checkboxContentControl.isChecked = checked;
};
