import { randomUUID } from 'node:crypto';
import { cannotStart, missingSettings } from './cannot-start.ts';
import { readConfig, type Config } from './config.ts';
import { createDelivering, DELIVER, deliverJob } from './delivery/deliver.ts';
import { createKeepingTrue } from './delivery/keep-true.ts';
import { createRefreshing, REFRESH } from './delivery/refresh.ts';
import { followClock } from './domain-clock.ts';
import { endWith } from './ending.ts';
import { readEngagement } from './engagement-file.ts';
import { features, kinds, numbered } from './features/index.ts';
import { type Feature, filePlacesOf, merged, rowsOf } from './feature.ts';
import { createFiling, FILE_ROWS } from './filing/file-rows.ts';
import { createFollowing, FOLLOW_LISTS, followListsJob } from './filing/follow-lists.ts';
import { createGraph } from './graph/graph-client.ts';
import { createPlaces } from './graph/lists.ts';
import { createDirectory } from './identity/directory.ts';
import { createStaff } from './identity/staff.ts';
import { createTokenSource, signInOnce } from './identity/tokens.ts';
import { answerOther, greet, helpCommand } from './intake/help.ts';
import type { Desk } from './intake/desk.ts';
import { intake } from './intake/index.ts';
import { turnAway } from './intake/turn-away.ts';
import { unreachableJobs } from './intake/tell-unreachable.ts';
import { createNumbering } from './intake/numbering.ts';
import { explained } from './intake/not-confirmed.ts';
import { receiveFiles } from './intake/receive-files.ts';
import { uploadFilesJob } from './intake/upload-files.ts';
import { addJob, isLetGo, forgetSuperseded, startWorker } from './jobs/jobs.ts';
import { createLog } from './log.ts';
import { casesWithFilesWaiting } from './store/file-uploads.ts';
import { serve } from './serve.ts';
import { speakerOf } from './speaker-of.ts';
import { openStore } from './store/database.ts';
import { threadOf } from './store/deliveries.ts';
import { forgetHeard, hearingOn } from './store/heard-activities.ts';
import { forgetOldSends, sharePointPace } from './store/pace.ts';
import { hurry, reviveUnreachable } from './store/revive-deliveries.ts';
import { createBotEndpoint } from './teams/adapter.ts';
import { createConnector } from './teams/connector.ts';
import { createDownload } from './teams/download.ts';
import { createHouseStyle } from './teams/house-style.ts';
import { createRouter } from './teams/router.ts';
import type { Command } from './teams/turn.ts';
import { createWhereabouts } from './teams/whereabouts.ts';
import { startTicking } from './ticking.ts';
import { createWaking } from './waking.ts';

/** The only place that builds and starts things, and the only clock. */

const machineClock = (): number => Date.now();
const chance = (): number => Math.random();

const start = async (config: Config): Promise<void> => {
  const log = createLog(config.logLevel);
  const engagement = await readEngagement(config.profile);
  if (!engagement.ok)
    throw new Error(
      `profile ${config.profile} cannot be used; see npm run profile -- check ${config.profile}`,
    );
  const { settings } = engagement.engagement;

  const store = await openStore(config.database.url, config.database.connections, log);
  const { db } = store;
  const tokens = await createTokenSource(config);
  await signInOnce(tokens, config.graphUrl, log);
  const pace = sharePointPace(db, config.resourceUnitsPerMinute);
  const graph = createGraph({ url: config.graphUrl, tokens, machineClock, pace });
  const places = createPlaces(graph, config.sharePointHost, settings.sites, settings.documents.library);
  const style = createHouseStyle({ words: settings.words, orthography: settings.orthography });
  const connector = createConnector({
    style,
    appId: config.appId,
    tenantId: config.tenantId,
    scope: config.bot.scope,
    tokens,
    machineClock,
  });
  const directory = createDirectory({ db, graph, log, machineClock });
  const domain = config.domainClockUrl
    ? await followClock(config.domainClockUrl, machineClock, log)
    : { now: machineClock, stop: () => undefined };

  const numbering = await createNumbering({ db, numbered: numbered(settings), settings, log, graph, places });
  const desk: Desk = {
    settings,
    db,
    directory,
    kinds: kinds(settings),
    isNumbered: numbering.isKnown,
    clock: domain.now,
    newId: randomUUID,
    log,
  };
  const staff = createStaff({ settings, db, directory, log, machineClock });
  const { graphUrl } = config;
  const outside = { graph, graphUrl, places, staff, machineClock, chance, tabLink: config.tab.link };
  const own = features(desk, outside);
  const all: readonly Feature[] = [...own, intake(desk, outside, own)];
  const rows = rowsOf(all);
  const renderers = merged(all, (feature) => feature.renderers);
  const commands: readonly Command[] = [
    ...all.flatMap((feature) => feature.commands),
    helpCommand(desk, () => commands),
  ];

  const fileRows = createFiling({
    db,
    graph,
    places,
    log,
    machineClock,
    chance,
    ...rows,
  });
  const following = createFollowing({
    db,
    graph,
    graphUrl: config.graphUrl,
    places,
    appId: config.appId,
    log,
    machineClock,
    ...rows,
  });
  const whereabouts = createWhereabouts({
    db,
    connector,
    log,
    machineClock,
    onPlace: async (personId) => {
      const thread = threadOf({ to: 'person', personId });
      if (await reviveUnreachable(db, thread)) await addJob(db, deliverJob(thread));
    },
    onChannel: async (team, channel) => {
      const thread = threadOf({ to: 'channel', team, channel });
      if (await hurry(db, thread)) await addJob(db, deliverJob(thread));
    },
  });
  const worker = await startWorker({
    pool: store.pool,
    log,
    handlers: {
      ...merged(all, (feature) => feature.jobs),
      [FILE_ROWS]: fileRows,
      [FOLLOW_LISTS]: following.follow,
      [REFRESH]: createRefreshing({ db }),
      [DELIVER]: createDelivering({
        db,
        connector,
        renderers,
        digests: merged(all, (feature) => feature.digests),
        log,
        machineClock,
        chance,
        askTeams: whereabouts.askTeams,
        onUnreachable: (message) => [
          ...unreachableJobs(message),
          ...all.flatMap((feature) => feature.onUnreachable?.(message) ?? []),
        ],
      }),
    },
  });

  await numbering.start();
  const wakeAll = createWaking(db, all);
  await wakeAll();
  for (const caseId of await casesWithFilesWaiting(db)) await addJob(db, uploadFilesJob(caseId));

  const timer = setInterval(() => {
    Promise.all([
      addJob(db, followListsJob),
      wakeAll(),
      numbering.ask(),
      forgetOldSends(db),
      forgetHeard(db),
      forgetSuperseded(db),
    ]).catch((error: unknown) => log.warn({ err: error }, 'the timer could not reach the database'));
  }, config.followListsSeconds * 1_000);
  await addJob(db, followListsJob);

  const download = createDownload(config.fileHosts);
  const router = createRouter({
    connector,
    style,
    log,
    newId: randomUUID,
    clock: domain.now,
    speakerOf: speakerOf(directory, connector),
    onSeen: whereabouts.onSeen,
    hearing: hearingOn(db),
    onShown: createKeepingTrue({ db, log }),
    routes: {
      commands,
      presses: merged(all, (feature) => feature.presses),
      dialogs: merged(all, (feature) => feature.dialogs),
      reopens: merged(all, (feature) => feature.reopens),
      turnAway: turnAway(desk),
      explained,
      onFiles: receiveFiles(desk, download, filePlacesOf(all)),
      onOther: answerOther(desk, () => commands),
      onArrival: greet(desk, () => commands),
    },
  });

  const bot = createBotEndpoint(config, router);
  const routes = all.flatMap((feature) => feature.routes ?? []);
  const server = await serve({ config, desk, bot, routes, machineClock });
  const ticker = startTicking(desk, all);

  process.on('unhandledRejection', (error) => {
    log.error({ err: error }, 'nobody waited for what failed');
    if (!isLetGo(error)) process.exit(1);
  });

  endWith(async () => {
    clearInterval(timer);
    domain.stop();
    await server.stop();
    await ticker.stop();
    await worker.stop();
    await store.close();
  }, log);
};

const reading = readConfig(process.env);
if (reading.ok) {
  const { config } = reading;
  start(config).catch((error: unknown) =>
    process.exit(cannotStart(error, config.port, createLog(config.logLevel))),
  );
} else {
  missingSettings(reading.faults);
  process.exitCode = 2;
}
