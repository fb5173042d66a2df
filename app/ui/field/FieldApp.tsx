import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { EditScreen } from './EditScreen.tsx';
import { HandOverScreen } from './HandOverScreen.tsx';
import { HomeScreen } from './HomeScreen.tsx';
import { LotScreen } from './LotScreen.tsx';
import { NewLotScreen } from './NewLotScreen.tsx';
import { Notices } from './Notices.tsx';
import { QueueScreen } from './QueueScreen.tsx';
import { SiteScreen } from './SiteScreen.tsx';
import { StatusBar } from './StatusBar.tsx';
import { useScreen } from './screen.ts';
import { useAppearance } from './use-appearance.ts';
import { ClientContext, theClient, useField, useStart } from './use-field.ts';

/** The page once its script runs: everything it shows is on the phone. */
export function FieldApp() {
  const client = useMemo(theClient, []);
  useStart(client);
  return (
    <ClientContext.Provider value={client}>
      <StatusBar />
      <Inside />
    </ClientContext.Provider>
  );
}

function Inside() {
  const t = useTranslations('field');
  const { state } = useField();
  useAppearance(state.data);
  return (
    <div className="mx-auto w-full max-w-[44rem] px-4 pt-4 pb-16">
      {state.ready ? (
        <>
          <Notices />
          <Shown />
        </>
      ) : (
        <h1 className="text-2xl">{t('starting')}</h1>
      )}
    </div>
  );
}

function Shown() {
  const screen = useScreen();
  switch (screen.name) {
    case 'home':
      return <HomeScreen />;
    case 'queue':
      return <QueueScreen />;
    case 'site':
      return <SiteScreen id={screen.id} />;
    case 'new':
      return <NewLotScreen key={screen.id} site={screen.id} />;
    case 'lot':
      return <LotScreen key={screen.id} id={screen.id} />;
    case 'hand-over':
      return <HandOverScreen key={screen.id} id={screen.id} />;
    case 'edit':
      return <EditScreen key={screen.id} id={screen.id} />;
  }
}
