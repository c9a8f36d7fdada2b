"""The journal of the company: every act gets its number in the order of time, without gap."""

from odissee.app.demo.world import World


def number_acts(world: World) -> None:
    """The head is what `record` goes on from."""
    acts = sorted(world.acts, key=lambda act: act.at)
    for seq, act in enumerate(acts, 1):
        member = act.who
        world.rows.add(
            "journal_entry", seq=seq, id=world.chance.id_at(act.at), at=act.at,
            actor_id=member.membership_id if member else None, actor_name=member.member.name if member else "Odissée",
            via="démonstration", subject_kind=act.subject_kind, subject_id=act.subject_id, dossier_id=act.dossier_id,
            verb=act.verb, before=act.before, after=act.after,
        )  # fmt: skip
    world.rows.add("journal_head", seq=len(acts))
