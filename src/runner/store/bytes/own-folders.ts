/**
 * Folders as Helvetica made them. A symbolic link inside a results folder is never followed: a folder from a stranger may lead anywhere,
 * and what is removed or written there would be another program's.
 */
import { type Dirent, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { refusedFile } from './storage-error.js';

/** Whether there is a folder at the path. Throws a `StorageError` where a link is in its place. */
export function isOwnFolder(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) throw refusedFile(path, 'ELOOP');
  return found?.isDirectory() === true;
}

/** Makes the folder where it is missing; its parent must exist. Throws a `StorageError` where a link is in its place. */
export function makeOwnFolder(path: string): void {
  if (isOwnFolder(path)) return;
  try {
    mkdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    // Another process may have made it meanwhile.
    if (!isOwnFolder(path)) throw refusedFile(path, 'ENOTDIR');
  }
}

/** Removes the folder and all that is in it; links in it are removed, and what they lead to is not. Throws where it is a link itself. */
export function removeOwnFolder(path: string): void {
  if (isOwnFolder(path)) rmSync(path, { recursive: true, force: true });
}

/** What is in the folder; empty where there is no folder. Throws a `StorageError` where a link is in its place. */
export function entriesIn(folder: string): readonly Dirent[] {
  return isOwnFolder(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
}

/** Names of the folders in the folder: links and files are left out. */
export function foldersIn(folder: string): readonly string[] {
  return entriesIn(folder).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}
