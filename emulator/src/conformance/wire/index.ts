export type { Access, Keys } from "./ask-api";
export { liveWire } from "./live-wire";
export type {
  ApiQuestion,
  DatabaseAnswer,
  DownloadAnswer,
  Question,
  RawQuestion,
  ServerCertificateView,
  Wire,
} from "./question";
export { type Exchange, readRecording, type Recording, writeRecording } from "./recording";
export { replayWire } from "./replay-wire";
