import { useEffect, useState } from 'react';
import type { DocumentsAnswer } from '../../../shared/documents/api.ts';
import { useDesk, useDeskState } from '../here.tsx';

/** The templates and what the contract wants of documents; undefined until somebody is signed in and it has come. */
export const useDocuments = (): DocumentsAnswer | undefined => {
  const desk = useDesk();
  const { signedIn } = useDeskState();
  const [answer, setAnswer] = useState<DocumentsAnswer>();
  useEffect(() => {
    let left = false;
    if (signedIn === undefined) return undefined;
    void desk.quietly(desk.documents).then((given) => left || setAnswer(given));
    return () => {
      left = true;
    };
  }, [desk, signedIn]);
  return signedIn === undefined ? undefined : answer;
};
