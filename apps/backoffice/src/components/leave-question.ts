import { type ModalFuncProps } from 'antd';

import { COMMON_TEXTS } from '../lib/texts/common';

const TEXTS = COMMON_TEXTS.unsaved;

/** Asked before what was typed is lost. */
export const LEAVE_QUESTION: ModalFuncProps = {
  title: TEXTS.title,
  content: TEXTS.text,
  okText: TEXTS.leave,
  okButtonProps: { danger: true },
  cancelText: TEXTS.stay,
  autoFocusButton: 'cancel',
};
