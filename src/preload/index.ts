/** What the page is given: three functions over one channel. A page cannot write a message of its own: `call` gives it its form. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { CHANNEL, type Bridge, type Posted, type WindowEvent } from '../shared/channel.ts';

const post = (message: Posted): Promise<unknown> => ipcRenderer.invoke(CHANNEL, message);

const bridge: Bridge = {
  call: (name, request, id) => post({ name, request, id }),
  subscribe: (listener) => {
    const hear = (_: unknown, event: WindowEvent): void => { listener(event); };
    ipcRenderer.on(CHANNEL, hear);
    return () => { ipcRenderer.off(CHANNEL, hear); };
  },
  pathOf: async (file) => {
    const path = webUtils.getPathForFile(file as File);
    if (path !== '') await post({ chosen: path });
    return path;
  },
};

contextBridge.exposeInMainWorld('bitim', bridge);
