/** Derivatives along a term. */
export const DERIVATIVE_PRELUDE = String.raw`(* Derivatives, for terms written with a variable t. *)
Lemma D_eq {f x l} m : derivable_pt_lim f x m -> l = m -> derivable_pt_lim f x l.
Proof. now intros d ->. Qed.
Lemma D_const c x : derivable_pt_lim (fun _ => c) x 0. Proof. apply derivable_pt_lim_const. Qed.
Lemma D_id x : derivable_pt_lim (fun t => t) x 1. Proof. apply derivable_pt_lim_id. Qed.
Section Derivatives.
Variables (u v : R -> R) (x a b : R).
Hypothesis (du : derivable_pt_lim u x a) (dv : derivable_pt_lim v x b).
Lemma D_add : derivable_pt_lim (fun t => u t + v t) x (a + b). Proof. exact (derivable_pt_lim_plus u v x a b du dv). Qed.
Lemma D_sub : derivable_pt_lim (fun t => u t - v t) x (a - b). Proof. exact (derivable_pt_lim_minus u v x a b du dv). Qed.
Lemma D_mul : derivable_pt_lim (fun t => u t * v t) x (a * v x + u x * b).
Proof. exact (derivable_pt_lim_mult u v x a b du dv). Qed.
Lemma D_opp : derivable_pt_lim (fun t => - u t) x (- a). Proof. exact (derivable_pt_lim_opp u x a du). Qed.
Lemma D_div : v x <> 0 -> derivable_pt_lim (fun t => u t / v t) x ((a * v x - b * u x) / (v x)²).
Proof. intros n. exact (derivable_pt_lim_div u v x a b du dv n). Qed.
Lemma D_inv : u x <> 0 -> derivable_pt_lim (fun t => / u t) x (- a / (u x)²).
Proof.
  intros n. apply (derivable_pt_lim_ext (fun t => 1 / u t)); [intros z; apply Rmult_1_l |].
  apply (D_eq _ (derivable_pt_lim_div (fct_cte 1) u x 0 a (derivable_pt_lim_const 1 x) du n)).
  unfold fct_cte, Rsqr. now field.
Qed.
Lemma D_pow n : derivable_pt_lim (fun t => u t ^ n) x (INR n * u x ^ pred n * a).
Proof. exact (derivable_pt_lim_comp u (fun y => y ^ n) x a _ du (derivable_pt_lim_pow (u x) n)). Qed.
Lemma D_exp : derivable_pt_lim (fun t => exp (u t)) x (exp (u x) * a).
Proof. exact (derivable_pt_lim_comp u exp x a _ du (derivable_pt_lim_exp (u x))). Qed.
Lemma D_ln : 0 < u x -> derivable_pt_lim (fun t => ln (u t)) x (/ u x * a).
Proof. intros p. exact (derivable_pt_lim_comp u ln x a _ du (derivable_pt_lim_ln (u x) p)). Qed.
Lemma D_sqrt : 0 < u x -> derivable_pt_lim (fun t => sqrt (u t)) x (/ (2 * sqrt (u x)) * a).
Proof. intros p. exact (derivable_pt_lim_comp u sqrt x a _ du (derivable_pt_lim_sqrt (u x) p)). Qed.
Lemma D_sin : derivable_pt_lim (fun t => sin (u t)) x (cos (u x) * a).
Proof. exact (derivable_pt_lim_comp u sin x a _ du (derivable_pt_lim_sin (u x))). Qed.
Lemma D_cos : derivable_pt_lim (fun t => cos (u t)) x (- sin (u x) * a).
Proof. exact (derivable_pt_lim_comp u cos x a _ du (derivable_pt_lim_cos (u x))). Qed.
Lemma D_abs : u x <> 0 -> derivable_pt_lim (fun t => Rabs (u t)) x (sgn (u x) * a).
Proof.
  intros n. destruct (Rtotal_order (u x) 0) as [l | [e | g]]; [| now destruct n |].
  - rewrite (sgn_neg l). exact (derivable_pt_lim_comp u Rabs x a _ du (Rabs_derive_2 (u x) l)).
  - rewrite (sgn_pos g). exact (derivable_pt_lim_comp u Rabs x a _ du (Rabs_derive_1 (u x) g)).
Qed.
End Derivatives.

(* Tactics: side conditions u <> 0 from the context, and derivatives along a term. *)
Ltac nonzero :=
  repeat match goal with |- _ /\ _ => split end;
  try match goal with
  | |- _ => assumption
  | h : 0 <= ?u, k : ?u <> 0 |- 0 < ?u => exact (pos_of_both h k)
  | h : 0 < ?u |- ?u <> 0 => exact (Rgt_not_eq _ _ h)
  | h : ?u <> 0 |- _ <> 0 => let k := fresh in intros k; apply h; first [rewrite k; ring | transitivity (- 0); [rewrite <- k; ring | ring] | rewrite <- k; ring]
  | h : 0 < ?u |- _ <> 0 => let k := fresh in intros k; apply (Rgt_not_eq _ _ h); first [rewrite k; ring | rewrite <- k; ring]
  | |- _ => lra
  end.
Ltac derive :=
  lazymatch goal with
  | |- derivable_pt_lim (fun _ => ?c) _ _ => apply D_const
  | |- derivable_pt_lim (fun t => t) _ _ => apply D_id
  | |- derivable_pt_lim (fun t => _ + _) _ _ => apply D_add; derive
  | |- derivable_pt_lim (fun t => _ - _) _ _ => apply D_sub; derive
  | |- derivable_pt_lim (fun t => _ * _) _ _ => apply D_mul; derive
  | |- derivable_pt_lim (fun t => _ / _) _ _ => apply D_div; [derive | derive |]
  | |- derivable_pt_lim (fun t => / _) _ _ => apply D_inv; [derive |]
  | |- derivable_pt_lim (fun t => - _) _ _ => apply D_opp; derive
  | |- derivable_pt_lim (fun t => _ ^ _) _ _ => apply D_pow; derive
  | |- derivable_pt_lim (fun t => exp _) _ _ => apply D_exp; derive
  | |- derivable_pt_lim (fun t => ln _) _ _ => apply D_ln; [derive |]
  | |- derivable_pt_lim (fun t => sqrt _) _ _ => apply D_sqrt; [derive |]
  | |- derivable_pt_lim (fun t => sin _) _ _ => apply D_sin; derive
  | |- derivable_pt_lim (fun t => cos _) _ _ => apply D_cos; derive
  | |- derivable_pt_lim (fun t => Rabs _) _ _ => apply D_abs; [derive |]
  (* Coq turns fun t => c + t into Rplus c. *)
  | |- derivable_pt_lim (Rplus ?c) ?x ?l => change (derivable_pt_lim (fun t => c + t) x l); apply D_add; derive
  | |- derivable_pt_lim (Rminus ?c) ?x ?l => change (derivable_pt_lim (fun t => c - t) x l); apply D_sub; derive
  | |- derivable_pt_lim (Rmult ?c) ?x ?l => change (derivable_pt_lim (fun t => c * t) x l); apply D_mul; derive
  | |- derivable_pt_lim (Rdiv ?c) ?x ?l => change (derivable_pt_lim (fun t => c / t) x l); apply D_div; [derive | derive |]
  | |- derivable_pt_lim Ropp ?x ?l => change (derivable_pt_lim (fun t => - t) x l); apply D_opp; derive
  | |- derivable_pt_lim Rinv ?x ?l => change (derivable_pt_lim (fun t => / t) x l); apply D_inv; [derive |]
  | |- derivable_pt_lim exp ?x ?l => change (derivable_pt_lim (fun t => exp t) x l); apply D_exp; derive
  | |- derivable_pt_lim ln ?x ?l => change (derivable_pt_lim (fun t => ln t) x l); apply D_ln; [derive |]
  | |- derivable_pt_lim sqrt ?x ?l => change (derivable_pt_lim (fun t => sqrt t) x l); apply D_sqrt; [derive |]
  | |- derivable_pt_lim sin ?x ?l => change (derivable_pt_lim (fun t => sin t) x l); apply D_sin; derive
  | |- derivable_pt_lim cos ?x ?l => change (derivable_pt_lim (fun t => cos t) x l); apply D_cos; derive
  | |- derivable_pt_lim Rabs ?x ?l => change (derivable_pt_lim (fun t => Rabs t) x l); apply D_abs; [derive |]
  end.
Ltac differentiate :=
  eapply D_eq; [derive; cbv beta; nonzero | cbv beta; simpl INR; simpl pred; try unfold Rsqr; field; nonzero].
`
