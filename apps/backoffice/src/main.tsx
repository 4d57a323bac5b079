import './app/app.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { BackOffice } from './app/back-office';

const place = document.getElementById('root');
if (place === null) throw new Error('the page has no place for the app');
createRoot(place).render(
  <StrictMode>
    <BackOffice />
  </StrictMode>,
);
