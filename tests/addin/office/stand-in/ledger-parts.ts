import { LEDGER_NAMESPACE } from '../../../../shared/documents/ledger.ts';
import { liveObject, type Queue } from './live-object.ts';

type Model = {
  readonly parts: () => readonly { readonly name: string; readonly xml: string }[];
  readonly setPart: (name: string, xml: string | undefined) => void;
};

/** The custom XML parts of our namespace, as both applications hand them out. */
export const ledgerPartsOf = (queue: Queue, model: Model) => (): readonly object[] =>
  model
    .parts()
    .filter(({ xml }) => xml.includes(LEDGER_NAMESPACE))
    .map(({ name }) =>
      liveObject({
        queue,
        names: ['id'],
        read: () => ({ id: name }),
        methods: {
          setXml: (xml: string) => queue.write(() => model.setPart(name, xml)),
          delete: () => queue.write(() => model.setPart(name, undefined)),
        },
      }),
    );
