"""The hand-over to a person: a case of a reader, a thread in the staff's group, messages both ways.

offer      what is asked before a case is opened        screens    what readers are told about their case
handover   what readers and staff do                    notes      what staff are told, in their language
courier    brings posts into the threads                watch      what happens when nobody does anything
group      the staff's group: its id, pace and refusals
"""
