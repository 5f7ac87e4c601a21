/** What went wrong, by the code of the Problem; `offline` and `defect` are the client's own. */
export const problems = {
  offline: 'No connection to the server. Nothing you wrote is lost; this works again once you are back online.',
  defect: 'Something went wrong on our side. Nothing was changed. Try again in a moment.',
  'publishing.conflict': 'Somebody else has just published this course. Look at their version before you publish yours.',
  'publishing.unchanged': 'Nothing has changed since the last version, so there is nothing to publish.',
  'publishing.behind': 'Your last edits have not reached the server yet. Wait until everything is saved, then publish.',
  'publishing.faults': 'The draft cannot be published yet: some places need a look first.',
  'play.unpublished': 'This course has not been published yet. Publish it, and it can be played.',
  'answer.choices': 'The question does not offer these choices any more. Load the course again and answer once more.',
  'answer.taken': 'This answer could not be kept. Answer again.',
}
