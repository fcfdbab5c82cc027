/** Hands a file over as the browser does with downloads. */
export const saveToDisk = (bytes: Uint8Array, name: string): void => {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)]));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};
